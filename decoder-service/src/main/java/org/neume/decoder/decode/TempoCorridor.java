package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * The beat periods near those that the decoder finds in a recording by itself: where corrections say
 * nothing of the tempo, they leave it within these. So a beat that somebody moved or added does not turn
 * the tempo around it into twice or half of what it was. Immutable.
 */
public final class TempoCorridor {
  /** About what it takes in memory. */
  public static final long BYTES_PER_FRAME = 2L * Character.BYTES;

  /** Wide enough for rubato and for another beat's place, and less than from 2 beats to 3. */
  private static final double RATIO = 1.3;

  /** Beats to either side whose periods count as well, for one that is moved changes when the tempo does. */
  private static final int REACH = 2;

  private static final TempoCorridor OPEN = new TempoCorridor(new char[0], new char[0]);

  private final char[] shortest;
  private final char[] longest;

  private TempoCorridor(char[] shortest, char[] longest) {
    this.shortest = shortest;
    this.longest = longest;
  }

  /** A corridor without walls. */
  public static TempoCorridor open() {
    return OPEN;
  }

  /**
   * The corridor of a recording, which takes as long as decoding it.
   *
   * @param config the configuration that the recording was decoded with
   * @param values rows of {@code columns} activations, see {@link BeatDecoder#push}
   * @param columns 1, or 2 with downbeats
   * @throws IllegalArgumentException as {@link BeatDecoder#push} does
   */
  public static TempoCorridor of(DecoderConfig config, float[] values, int columns) {
    return of(config, Activations.of(config, values, columns));
  }

  static TempoCorridor of(DecoderConfig config, Activations activations) {
    StreamRule stream = config.stream();
    BeatNetwork network =
        new BeatNetwork(
            config.withStream(
                new StreamRule(stream.checkFrames(), StreamRule.UNBOUNDED, stream.idleFrames())));
    List<BeatSegment> path = new ArrayList<>();
    for (Passages.Passage passage : Passages.of(activations, List.of(), config)) {
      PassageDecoder.whole(network, activations, passage, EntryRules.NONE).forEach(path::addAll);
    }
    return around(path, network.space(), (int) activations.end());
  }

  /** The corridor of a path; what lies between its passages has the tempo of the one before. */
  static TempoCorridor around(List<BeatSegment> path, BeatStateSpace space, int frames) {
    if (path.isEmpty()) {
      return OPEN;
    }
    char[] shortest = new char[frames];
    char[] longest = new char[frames];
    int from = 0;
    for (int i = 0; i < path.size(); i++) {
      int least = Integer.MAX_VALUE;
      int most = 0;
      for (int k = Math.max(0, i - REACH); k <= Math.min(path.size() - 1, i + REACH); k++) {
        int period = space.interval(path.get(k).entry().interval());
        least = Math.min(least, period);
        most = Math.max(most, period);
      }
      int to = i + 1 == path.size() ? frames : (int) path.get(i + 1).first();
      for (int frame = from; frame < to; frame++) {
        shortest[frame] = (char) Math.ceil(least / RATIO);
        longest[frame] = (char) (most * RATIO);
      }
      from = to;
    }
    return new TempoCorridor(shortest, longest);
  }

  /** Whether it allows everything. */
  boolean isOpen() {
    return shortest.length == 0;
  }

  /** Whether a beat that begins in a frame may have a period; beyond the recording, as at its end. */
  boolean allows(int period, long frame) {
    if (isOpen()) {
      return true;
    }
    int at = (int) Math.max(0, Math.min(frame, shortest.length - 1));
    return period >= shortest[at] && period <= longest[at];
  }
}
