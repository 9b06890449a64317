package org.neume.decoder.decode;

/**
 * A path enters the first state of a beat: the only place where states have a choice of
 * predecessors, hence all that a path needs to be told by.
 *
 * @param frame frame in which the beat's first state is occupied; before the passage for a beat
 *     under way when it begins
 * @param chain the beat's chain, see {@link BeatStateSpace}
 * @param interval index of the beat's period
 */
record BeatEntry(long frame, int chain, int interval) {}
