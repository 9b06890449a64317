/** What tests of stages behind a broker share: an embedded broker, topics, plain clients. */
@NullMarked
package org.neume.stage.testing;

import org.jspecify.annotations.NullMarked;
