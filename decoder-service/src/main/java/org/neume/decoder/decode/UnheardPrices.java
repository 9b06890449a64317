package org.neume.decoder.decode;

/** What it costs a path to count a beat that nobody is to hear, for one passage. Immutable. */
final class UnheardPrices {
  /** What a frame of an unheard beat costs, in nats: about ten for a beat of 120 BPM. */
  private static final double UNHEARD = 0.2;

  private final BeatStateSpace space;
  private final long start;
  // What beat states gain over others, summed over the passage's frames before each.
  private final long[] beatGains;
  private final long[] downbeatGains;

  /**
   * The prices in these frames.
   *
   * @param end the frame behind the last
   */
  UnheardPrices(BeatNetwork network, Activations activations, long start, long end) {
    space = network.space();
    this.start = start;
    FrameScores scores = network.frames();
    beatGains = new long[(int) (end - start) + 1];
    downbeatGains = new long[beatGains.length];
    for (int i = 0; i + 1 < beatGains.length; i++) {
      float beat = activations.beat(start + i);
      float downbeat = activations.downbeat(start + i);
      long none = scores.nonBeat(beat, downbeat);
      beatGains[i + 1] = beatGains[i] + scores.beat(beat, downbeat) - none;
      downbeatGains[i + 1] = downbeatGains[i] + scores.downbeat(downbeat) - none;
    }
  }

  /** What takes back the gain of a beat that begins in a frame, and the price of its time. */
  long of(long frame, int chain, int interval) {
    long[] gains = space.isDownbeat(chain) ? downbeatGains : beatGains;
    int from = (int) (frame - start);
    int to = Math.min(from + space.beatFrames(interval), gains.length - 1);
    return gains[to] - gains[from] + FixedPoint.fromNats(UNHEARD * space.interval(interval));
  }
}
