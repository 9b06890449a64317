/** What the topics say of every recording: where its records lie, how far each stream is. */
@NullMarked
package org.neume.gateway.view;

import org.jspecify.annotations.NullMarked;
