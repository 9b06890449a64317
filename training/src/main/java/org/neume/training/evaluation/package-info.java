/**
 * Scores of annotations against a reference: beats, downbeats, tempo, onsets, notes, pitches. The figures are those of
 * mir_eval, so that they compare with the literature.
 */
@NullMarked
package org.neume.training.evaluation;

import org.jspecify.annotations.NullMarked;
