/** Makes a cluster ready for the chain: topics, access rights, certificates. */
@NullMarked
package org.neume.deploy.setup;

import org.jspecify.annotations.NullMarked;
