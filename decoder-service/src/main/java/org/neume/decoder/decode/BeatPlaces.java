package org.neume.decoder.decode;

/** Where the beat of a decoded segment is reported. */
interface BeatPlaces {
  /** Nowhere: the beat is there to be counted and not to be heard. */
  long NOWHERE = -1;

  /**
   * The frame of a beat.
   *
   * @param entry first frame of the beat, perhaps before the passage
   * @param first first frame of its beat states inside of the passage
   * @param end the frame behind the last of them
   */
  long place(long entry, long first, long end, Activations activations);

  /** Whether somebody said that there is a beat in this frame. */
  boolean isCertain(long frame);

  /** The frame with the largest activation, the earliest of equals; or always the first. */
  static BeatPlaces by(ObservationModel observation) {
    return new BeatPlaces() {
      @Override
      public long place(long entry, long first, long end, Activations activations) {
        return observation.correctToPeak() ? peak(first, end, activations) : first;
      }

      @Override
      public boolean isCertain(long frame) {
        return false;
      }
    };
  }

  /** The frame with the largest activation from one up to before another, the earliest of equals. */
  static long peak(long from, long end, Activations activations) {
    long peak = from;
    for (long frame = from + 1; frame < end; frame++) {
      if (activations.any(frame) > activations.any(peak)) {
        peak = frame;
      }
    }
    return peak;
  }
}
