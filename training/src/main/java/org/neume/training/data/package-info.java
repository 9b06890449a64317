/**
 * Training data of the beat networks: where pieces come from and under which license, how they are rendered or augmented,
 * the cache of their features on disk, and the split by piece.
 */
@NullMarked
package org.neume.training.data;

import org.jspecify.annotations.NullMarked;
