package org.neume.inference.model;

/**
 * One window of a recording, cut.
 *
 * @param number number of the window on its grid
 * @param firstFrame the first output frame
 * @param outputFrames output frames that lie in the recording, 1 or more
 * @param skip frames of the network's output ahead of the first output frame
 * @param input what the network is given
 */
public record Window(
    long number, long firstFrame, int outputFrames, int skip, NetworkInput input) {}
