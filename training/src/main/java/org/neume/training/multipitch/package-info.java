/**
 * Which pitches sound in a frame: pieces in MusicNet's form, the training of a network of the family, and
 * the table that compares its members.
 */
@NullMarked
package org.neume.training.multipitch;

import org.jspecify.annotations.NullMarked;
