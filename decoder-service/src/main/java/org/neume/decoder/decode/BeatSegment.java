package org.neume.decoder.decode;

/**
 * One beat of a decoded path: its entry and the frames that belong to it.
 *
 * @param entry where the path enters the beat
 * @param first first frame of the beat inside its passage; behind the entry's for a beat under way
 *     when the passage begins
 * @param end the frame behind the last; the next entry's, or the passage's end
 */
record BeatSegment(BeatEntry entry, long first, long end) {}
