package org.neume.decoder.decode;

/**
 * How sure a beat is: a^2 / (a + r), where a is the largest activation among the frames of its beat
 * states and r the largest in the middle half of the beat, between a quarter and three quarters of
 * the way to the next.
 *
 * <p>That is the activation itself where nothing happens between beats, half of it where the
 * off-beat is as strong as the beat, so that the level of the meter is in doubt, and close to 0 where
 * the decoder had to carry the beat through a stretch without activations.
 */
final class BeatConfidence {
  private BeatConfidence() {}

  static double of(BeatSegment segment, int period, long peak, Activations activations) {
    double on = activations.any(peak);
    long entry = segment.entry().frame();
    double rival = largest(activations, segment, entry + period / 4, entry + 3 * period / 4);
    return on <= 0 ? 0 : on * on / (on + rival);
  }

  /** Largest activation from {@code from} to before {@code to} within a segment, 0 if none. */
  static float largest(Activations activations, BeatSegment segment, long from, long to) {
    float largest = 0;
    long end = Math.min(to, segment.end());
    for (long frame = Math.max(from, segment.first()); frame < end; frame++) {
      largest = Math.max(largest, activations.any(frame));
    }
    return largest;
  }
}
