package org.neume.decoder.decode;

import static java.util.stream.Collectors.joining;

import java.util.Locale;

/** What is wrong with constraints, in one line for people each: times in seconds, tempi in BPM. */
final class ConstraintWords {
  private final double frameRate;

  ConstraintWords(double frameRate) {
    this.frameRate = frameRate;
  }

  /**
   * The first frame of a region inside of the recording.
   *
   * @throws ConstraintConflictException if the region has no frame there
   */
  int from(long first, long last, int frames) throws ConstraintConflictException {
    if (first < 0 || last <= first) {
      throw conflict(
          "the region from %s to %s has no time in it: let it begin at 0 or later and end behind its beginning",
          seconds(first), seconds(last));
    }
    return (int) Math.min(first, frames);
  }

  ConstraintConflictException tooMuch(DecoderConfig wished, int frames) {
    return conflict(
        "beats of %.0f to %.0f per minute in bars of %s are too much to look for in %s: narrow the ranges of tempo, or set fewer meters",
        60 * frameRate / wished.tempo().longest(),
        60 * frameRate / wished.tempo().shortest(),
        wished.meter().barLengths().stream().map(String::valueOf).collect(joining(", ")),
        seconds(frames));
  }

  ConstraintConflictException outside(BeatConstraint.Beat beat, int frames) {
    return conflict(
        "the beat at %s lies outside of the recording, which has %s: move or delete it",
        seconds(beat.frame()), seconds(frames));
  }

  ConstraintConflictException silenced(BeatConstraint.Beat beat) {
    return conflict(
        "the beat at %s lies where there is to be none: move or delete it, or allow beats there",
        seconds(beat.frame()));
  }

  ConstraintConflictException twoNumbers(BeatConstraint.Beat beat, int other) {
    return conflict(
        "the beat at %s is to be number %d and number %d of its bar: decide for one",
        seconds(beat.frame()), other, beat.number());
  }

  ConstraintConflictException noNumber(BeatConstraint.Beat beat) {
    return conflict(
        "the beat at %s cannot be number %d of its bar: give 1 to %d, or 0 for any",
        seconds(beat.frame()), beat.number(), MeterModel.MAX_LENGTHS);
  }

  ConstraintConflictException beyondBar(BeatConstraint.Beat beat, String lengths) {
    return conflict(
        "the beat at %s cannot be number %d of its bar, for bars there have %s beats: change the meter there or the number",
        seconds(beat.frame()), beat.number(), lengths);
  }

  ConstraintConflictException noBar(BeatConstraint.Meter meter) {
    return conflict(
        "bars from %s on cannot have %d beats: give 1 to %d",
        seconds(meter.first()), meter.beatsPerBar(), MeterModel.MAX_LENGTHS);
  }

  ConstraintConflictException twoMeters(int frame, int one, int other) {
    return conflict(
        "bars at %s are to have %d and %d beats: decide for one", seconds(frame), one, other);
  }

  ConstraintConflictException noTempo(BeatConstraint.Tempo tempo) {
    return conflict(
        "the tempo from %s on cannot lie between %s and %s beats per minute: give the slower one first, within %s to %s",
        seconds(tempo.first()),
        number(tempo.slowest()),
        number(tempo.fastest()),
        number(BeatConstraint.Tempo.SLOWEST),
        number(BeatConstraint.Tempo.FASTEST));
  }

  ConstraintConflictException twoTempi(int frame) {
    return conflict(
        "the tempo at %s is to lie in two ranges that have nothing in common: decide for one",
        seconds(frame));
  }

  ConstraintConflictException noBars() {
    return conflict(
        "this recording's beats were decoded without bars: leave meters and numbers of beats away");
  }

  ConstraintConflictException tooMany(int count, int most) {
    return conflict(
        "%d constraints, the limit is %d: set a tempo range or a meter instead", count, most);
  }

  /**
   * Placed beats that no row of periods leads from one to the other.
   *
   * @param before frame of the last one that is reached; negative if none is
   * @param behind frame of the first one that is not
   * @param shortest shortest period there
   * @param longest longest period there
   */
  ConstraintConflictException unreachable(long before, long behind, int shortest, int longest) {
    String range =
        "no tempo between %s and %s beats per minute fits"
            .formatted(number(60 * frameRate / longest), number(60 * frameRate / shortest));
    return before < 0
        ? conflict(
            "%s the beat at %s: move or delete it, or widen the tempo there",
            range, seconds(behind))
        : conflict(
            "%s the beats at %s and %s: move or delete one of them, or widen the tempo there",
            range, seconds(before), seconds(behind));
  }

  ConstraintConflictException nothingFits(long frame) {
    return conflict(
        "no beats fit the tempi and meters around %s: widen or delete one", seconds(frame));
  }

  private String seconds(long frame) {
    return frame == BeatConstraint.TO_THE_END
        ? "the end"
        : String.format(Locale.ROOT, "%.2f s", frame / frameRate);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static ConstraintConflictException conflict(String words, Object... values) {
    return new ConstraintConflictException(String.format(Locale.ROOT, words, values));
  }
}
