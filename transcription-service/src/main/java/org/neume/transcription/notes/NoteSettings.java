package org.neume.transcription.notes;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * How {@link NoteDecoder} forms notes. Immutable.
 *
 * @param method how posteriors become notes
 * @param frameRate frames per second, above 0
 * @param onsetThreshold a note begins at a peak of the onset posterior of at least this, above 0, at
 *     most 1
 * @param frameThreshold a note sounds while the frame posterior is at least this, above 0, at most 1
 * @param peakFrames a peak is the largest value within so many frames to either side, 1 to 25
 * @param gapFrames a note goes on over fewer than so many frames below the frame threshold, 1 to 100
 * @param minimumSeconds shorter notes are left out, 0 or more
 * @param maximumSeconds longer notes end here, which bounds how long the decoder waits; what sounds on
 *     is told no more, above {@code minimumSeconds} and at most 60
 * @param decideSeconds notes that are final leave at multiples of this, above 0 and at most 60
 * @param candidateThreshold {@link NoteMethod#CANDIDATES} looks where about so many notes seem to
 *     begin at least, above 0
 * @param certainThreshold {@link NoteMethod#CANDIDATES} keeps a note below this only if a track of
 *     peaks of the frame posteriors carries it; at the onset threshold or below, nothing is filtered
 */
public record NoteSettings(
    NoteMethod method,
    double frameRate,
    double onsetThreshold,
    double frameThreshold,
    int peakFrames,
    int gapFrames,
    double minimumSeconds,
    double maximumSeconds,
    double decideSeconds,
    double candidateThreshold,
    double certainThreshold) {

  /** Refuses what cannot be decoded with, saying why. */
  public NoteSettings {
    require(frameRate > 0 && frameRate <= 1000, "frame rate", frameRate, "above 0, at most 1000");
    require(isShare(onsetThreshold), "onset threshold", onsetThreshold, "above 0, at most 1");
    require(isShare(frameThreshold), "frame threshold", frameThreshold, "above 0, at most 1");
    require(peakFrames >= 1 && peakFrames <= 25, "reach of a peak", peakFrames, "1 to 25 frames");
    require(gapFrames >= 1 && gapFrames <= 100, "gap", gapFrames, "1 to 100 frames");
    require(
        minimumSeconds >= 0 && minimumSeconds < maximumSeconds,
        "shortest note",
        minimumSeconds,
        "0 s or more and below the longest");
    require(maximumSeconds <= 60, "longest note", maximumSeconds, "at most 60 s");
    require(
        decideSeconds > 0 && decideSeconds <= 60 && Math.round(decideSeconds * frameRate) >= 1,
        "decision interval",
        decideSeconds,
        "a frame to 60 s");
    require(
        candidateThreshold > 0 && candidateThreshold <= 88,
        "candidate threshold",
        candidateThreshold,
        "above 0, at most 88 notes");
    require(
        certainThreshold >= 0 && certainThreshold <= 1,
        "threshold of certain notes",
        certainThreshold,
        "0 to 1");
  }

  /** What the network {@code notes} is decoded with: 50 frames per second. */
  public static NoteSettings defaults() {
    return new NoteSettings(NoteMethod.POSTERIORS, 50, 0.4, 0.4, 2, 3, 0.04, 15, 1, 0.3, 0.5);
  }

  /** The procedure of the text that this project started from, without its optional filter. */
  public static NoteSettings candidates() {
    return defaults().withMethod(NoteMethod.CANDIDATES).withThresholds(0.5, 0.3);
  }

  /**
   * What networks are decoded with that say of frames which pitches sound: 86.13 frames per second. Of
   * the thresholds only that of frames counts: from 0.3 to 0.75 onsets are told the better the higher it
   * is, frames the worse from 0.5 on; at 0.5 the mean of both is within 0.002 of the best.
   */
  public static NoteSettings runs() {
    return new NoteSettings(NoteMethod.RUNS, 44_100 / 512.0, 0.4, 0.5, 1, 3, 0.06, 15, 1, 0.3, 0.5);
  }

  /** These settings with another method. */
  public NoteSettings withMethod(NoteMethod other) {
    return new NoteSettings(
        other,
        frameRate,
        onsetThreshold,
        frameThreshold,
        peakFrames,
        gapFrames,
        minimumSeconds,
        maximumSeconds,
        decideSeconds,
        candidateThreshold,
        certainThreshold);
  }

  /** These settings with other thresholds of posteriors. */
  public NoteSettings withThresholds(double onset, double frame) {
    return new NoteSettings(
        method,
        frameRate,
        onset,
        frame,
        peakFrames,
        gapFrames,
        minimumSeconds,
        maximumSeconds,
        decideSeconds,
        candidateThreshold,
        certainThreshold);
  }

  /** These settings with other limits on lengths, in seconds. */
  public NoteSettings withLengths(double minimum, double maximum) {
    return new NoteSettings(
        method,
        frameRate,
        onsetThreshold,
        frameThreshold,
        peakFrames,
        gapFrames,
        minimum,
        maximum,
        decideSeconds,
        candidateThreshold,
        certainThreshold);
  }

  /** These settings with another reach of peaks and another gap that notes go on over, in frames. */
  public NoteSettings withReach(int peaks, int gap) {
    return new NoteSettings(
        method,
        frameRate,
        onsetThreshold,
        frameThreshold,
        peaks,
        gap,
        minimumSeconds,
        maximumSeconds,
        decideSeconds,
        candidateThreshold,
        certainThreshold);
  }

  /** These settings for activations of another frame rate. */
  public NoteSettings withFrameRate(double rate) {
    return new NoteSettings(
        method,
        rate,
        onsetThreshold,
        frameThreshold,
        peakFrames,
        gapFrames,
        minimumSeconds,
        maximumSeconds,
        decideSeconds,
        candidateThreshold,
        certainThreshold);
  }

  /** These settings deciding at other intervals. */
  public NoteSettings withDecisions(double seconds) {
    return new NoteSettings(
        method,
        frameRate,
        onsetThreshold,
        frameThreshold,
        peakFrames,
        gapFrames,
        minimumSeconds,
        maximumSeconds,
        seconds,
        candidateThreshold,
        certainThreshold);
  }

  /** These settings with other candidates and another filter of uncertain notes. */
  public NoteSettings withCandidates(double threshold, double certain) {
    return new NoteSettings(
        method,
        frameRate,
        onsetThreshold,
        frameThreshold,
        peakFrames,
        gapFrames,
        minimumSeconds,
        maximumSeconds,
        decideSeconds,
        threshold,
        certain);
  }

  /** Frames between looks at what is final. */
  int decideFrames() {
    return (int) Math.round(decideSeconds * frameRate);
  }

  /** The longest note in frames. */
  double maximumFrames() {
    return maximumSeconds * frameRate;
  }

  /** The shortest note in frames. */
  double minimumFrames() {
    return minimumSeconds * frameRate;
  }

  /** Frames to either side of a frame that decide about it. */
  int contextFrames() {
    return peakFrames + 1;
  }

  /** Differs, but for one chance in four billion, between settings that differ. */
  int fingerprint() {
    CRC32 crc = new CRC32();
    crc.update(toString().getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  private static boolean isShare(double value) {
    return value > 0 && value <= 1;
  }

  private static void require(boolean holds, String what, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s: give %s".formatted(what, found, expected));
    }
  }
}
