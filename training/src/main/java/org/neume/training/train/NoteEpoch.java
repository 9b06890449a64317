package org.neume.training.train;

/**
 * One epoch of a run, for the curves.
 *
 * @param epoch number from 1
 * @param step steps done at its end
 * @param trainingLoss mean loss of its batches
 * @param figures what the validation found
 * @param seconds wall-clock seconds of the epoch, validation included
 */
public record NoteEpoch(
    int epoch, long step, double trainingLoss, NoteFigures figures, double seconds) {}
