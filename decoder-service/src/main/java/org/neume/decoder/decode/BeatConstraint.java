package org.neume.decoder.decode;

/**
 * Something that a person knows of a recording's beats better than the decoder. Positions are frames of
 * the recording's activations. Immutable.
 */
public sealed interface BeatConstraint {
  /** Behind the end of whatever recording: where a constraint holds to the end. */
  long TO_THE_END = Long.MAX_VALUE;

  /** The first frame that it holds for. */
  long first();

  /**
   * A beat at exactly this frame.
   *
   * @param frame where the beat is
   * @param number its number in its bar, 1 is the downbeat; 0 for any
   */
  record Beat(long frame, int number) implements BeatConstraint {
    @Override
    public long first() {
      return frame;
    }
  }

  /**
   * No beat from a frame up to before another. The count of the bar goes on through it as through a
   * rest.
   *
   * @param first first frame without a beat
   * @param last the frame behind the last one
   */
  record NoBeat(long first, long last) implements BeatConstraint {}

  /**
   * Every bar that begins in a region has so many beats, whether the decoder's configuration has such
   * bars or not.
   *
   * @param first first frame of the region
   * @param last the frame behind the last one
   * @param beatsPerBar 1 to 15
   */
  record Meter(long first, long last, int beatsPerBar) implements BeatConstraint {}

  /**
   * Every beat that begins in a region has a period of a tempo range, its ends rounded to whole
   * frames. The range may reach beyond that of the decoder's configuration.
   *
   * @param first first frame of the region
   * @param last the frame behind the last one
   * @param slowest in beats per minute, at least {@value #SLOWEST}
   * @param fastest in beats per minute, at most {@value #FASTEST}
   */
  record Tempo(long first, long last, double slowest, double fastest) implements BeatConstraint {
    /** The slowest tempo that may be asked for, in beats per minute. */
    public static final double SLOWEST = 20;

    /** The fastest tempo that may be asked for, in beats per minute. */
    public static final double FASTEST = 400;
  }
}
