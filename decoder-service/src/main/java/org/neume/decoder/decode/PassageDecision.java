package org.neume.decoder.decode;

import java.util.List;

/**
 * Beats that every surviving path of a passage shares.
 *
 * @param segments the beats, in order of time, up to the anchor
 * @param anchor the entry that follows them; it is agreed, but its beat is still to come
 */
record PassageDecision(List<BeatSegment> segments, BeatEntry anchor) {}
