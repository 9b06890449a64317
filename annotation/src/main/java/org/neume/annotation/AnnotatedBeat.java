package org.neume.annotation;

/**
 * One beat of a finished annotation.
 *
 * @param time seconds from the start of the recording
 * @param number number in its bar, from 1, which is the downbeat; 0 where bars are unknown
 * @param beatsPerBar beats in its bar; 0 where bars are unknown
 * @param tempo tempo at the beat in beats per minute
 * @param confidence how sure the decoder is, 0 to 1
 */
public record AnnotatedBeat(
    double time, int number, int beatsPerBar, double tempo, double confidence) {

  /** Whether a bar begins here. */
  public boolean isDownbeat() {
    return number == 1;
  }

  /** A beat whose bar, tempo and confidence are unknown. */
  public static AnnotatedBeat at(double time) {
    return new AnnotatedBeat(time, 0, 0, 0, 1);
  }
}
