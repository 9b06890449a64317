package org.neume.decoder.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Holds decoded beats against constraints, by what a listener sees of them. */
final class ConstraintsHold {
  private ConstraintsHold() {}

  static void check(
      List<DecodedBeat> beats, List<BeatConstraint> constraints, DecoderConfig config) {
    for (BeatConstraint constraint : constraints) {
      if (constraint instanceof BeatConstraint.Beat placed) {
        placed(beats, placed);
      } else if (constraint instanceof BeatConstraint.NoBeat none) {
        assertThat(beats)
            .as("%s", none)
            .noneMatch(b -> b.frame() >= none.first() && b.frame() < none.last());
      } else if (constraint instanceof BeatConstraint.Meter meter) {
        assertThat(beats.stream().filter(b -> b.number() == 1))
            .as("%s", meter)
            .filteredOn(b -> b.frame() >= meter.first() && b.frame() < meter.last())
            .allMatch(b -> b.beatsPerBar() == meter.beatsPerBar());
      } else if (constraint instanceof BeatConstraint.Tempo tempo) {
        tempo(beats, tempo, constraints, config);
      }
    }
    for (int i = 1; i < beats.size(); i++) {
      assertThat(beats.get(i).frame()).isGreaterThan(beats.get(i - 1).frame());
    }
  }

  private static void placed(List<DecodedBeat> beats, BeatConstraint.Beat placed) {
    List<DecodedBeat> found = beats.stream().filter(b -> b.frame() == placed.frame()).toList();
    assertThat(found).as("%s", placed).hasSize(1);
    assertThat(found.get(0).confidence()).isEqualTo(1);
    if (placed.number() > 0) {
      assertThat(found.get(0).number()).as("%s", placed).isEqualTo(placed.number());
    }
  }

  /** From beat to beat the period shows but for the frames that beats are corrected by. */
  private static void tempo(
      List<DecodedBeat> beats,
      BeatConstraint.Tempo tempo,
      List<BeatConstraint> constraints,
      DecoderConfig config) {
    for (int i = 0; i + 1 < beats.size(); i++) {
      DecodedBeat beat = beats.get(i);
      DecodedBeat next = beats.get(i + 1);
      boolean inside = beat.frame() >= tempo.first() && beat.frame() < tempo.last();
      // The first beat may have been under way, beats that nobody hears are missing, and silence
      // may lie between two passages.
      boolean whole =
          i > 0
              && next.frame() - beat.frame() < 400
              && constraints.stream().noneMatch(c -> c instanceof BeatConstraint.NoBeat);
      if (inside && whole) {
        double longest = Math.rint(60 * config.frameRate() / tempo.slowest());
        double shortest = Math.rint(60 * config.frameRate() / tempo.fastest());
        double reach = Math.ceil(Math.max(longest, 109) / config.observation().lambda());
        assertThat((double) next.frame() - beat.frame())
            .as("%s after %s", tempo, beat)
            .isBetween(shortest - reach, longest + reach);
      }
    }
  }
}
