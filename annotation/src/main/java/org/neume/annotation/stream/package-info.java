/** From the records of the topics, each in order, to the annotation of a recording. */
@NullMarked
package org.neume.annotation.stream;

import org.jspecify.annotations.NullMarked;
