package org.neume.training.train;

import java.util.List;

/**
 * What a model's description says of a network, besides its weights and figures.
 *
 * @param description one line for people
 * @param representation name of the features that it hears
 * @param frameRate frames per second
 * @param contextFrames frames before and behind a frame that change what is said of it
 * @param windows output frames of the windows that a service may compute; the last is the grid of a
 *     recording
 * @param outputs names of its values, in order
 * @param decoder what turns them into music
 */
public record ModelFacts(
    String description,
    String representation,
    double frameRate,
    int contextFrames,
    List<Integer> windows,
    List<String> outputs,
    String decoder) {}
