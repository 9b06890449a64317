package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decodes a whole recording again under what a person knows better: the best path of the same network
 * that obeys all constraints.
 *
 * <p>Placed beats come out at exactly their frames with confidence 1, in silence too: there is music at
 * each of them, and between those that no gap of {@link PassageRule} lies between. Near them and where
 * a tempo range begins or ends the tempo may change as it would not by itself, and a bar may be broken
 * off at a placed beat whose number is given; both at a price, so that it happens where nothing else
 * obeys. Where no tempo range says otherwise, every beat but those that lead to a placed one and away
 * from it keeps near the tempo that is found without constraints ({@link TempoCorridor}), as long as
 * all can be obeyed so. Far from constraints the beats are those of the unconstrained decoder, as far as that decided
 * by the best path (see {@link StreamRule#maxUndecidedFrames}).
 *
 * <p>Pure: equal activations, configuration and constraints, in whatever order, give equal beats. Memory grows with the
 * recording: about 60 bytes a frame besides the search's own.
 */
public final class ConstrainedDecoder {
  /** Constraints of one recording at most. */
  public static final int MOST = 1_000;

  private ConstrainedDecoder() {}

  /**
   * The beats of a recording under constraints, and its overall tempo.
   *
   * @param config the configuration that the recording was decoded with
   * @param values rows of {@code columns} activations, see {@link BeatDecoder#push}
   * @param columns 1, or 2 with downbeats
   * @throws ConstraintConflictException if no beats can obey them all; the message names what is in
   *     conflict, for people
   * @throws IllegalArgumentException as {@link BeatDecoder#push} does
   */
  public static BeatAnnotation decode(
      DecoderConfig config, float[] values, int columns, List<BeatConstraint> constraints)
      throws ConstraintConflictException {
    return decode(
        config, values, columns, constraints, () -> TempoCorridor.of(config, values, columns));
  }

  /**
   * The same where somebody has the recording's corridor already.
   *
   * @param corridor gives it, where the tempo stays that no constraint speaks of; not asked without
   *     constraints, nor where they are refused at once
   */
  public static BeatAnnotation decode(
      DecoderConfig config,
      float[] values,
      int columns,
      List<BeatConstraint> constraints,
      Supplier<TempoCorridor> corridor)
      throws ConstraintConflictException {
    Activations activations = Activations.of(config, values, columns);
    int frames = (int) activations.end();
    ConstraintWords words = new ConstraintWords(config.frameRate());
    if (constraints.size() > MOST) {
      throw words.tooMany(constraints.size(), MOST);
    }
    ConstraintMap map = new ConstraintMap(constraints, frames, config.frameRate());
    requireBars(config, constraints, map, words);
    ConstrainedNetwork network = new ConstrainedNetwork(config, map);
    if (network.cost().isTooMuch(ConstrainedNetwork.cost(config), frames)) {
      throw words.tooMuch(network.network().config(), frames);
    }
    return decode(
        config,
        activations,
        map,
        network,
        words,
        constraints.isEmpty() ? TempoCorridor.open() : corridor.get());
  }

  /** Numbers and meters need bars, and numbers bars that are long enough. */
  private static void requireBars(
      DecoderConfig config,
      List<BeatConstraint> constraints,
      ConstraintMap map,
      ConstraintWords words)
      throws ConstraintConflictException {
    List<Integer> lengths = config.meter().barLengths();
    for (BeatConstraint constraint : constraints) {
      if (lengths.isEmpty()
          && (constraint instanceof BeatConstraint.Meter
              || (constraint instanceof BeatConstraint.Beat beat && beat.number() > 0))) {
        throw words.noBars();
      }
      if (constraint instanceof BeatConstraint.Beat beat
          && map.meter(beat.frame()) == 0
          && !lengths.isEmpty()
          && beat.number() > lengths.get(lengths.size() - 1)) {
        throw words.beyondBar(
            beat, lengths.stream().map(String::valueOf).collect(Collectors.joining(" or ")));
      }
    }
  }

  private static BeatAnnotation decode(
      DecoderConfig config,
      Activations activations,
      ConstraintMap map,
      ConstrainedNetwork constrained,
      ConstraintWords words,
      TempoCorridor corridor)
      throws ConstraintConflictException {
    BeatNetwork network = constrained.network();
    LooseFrames loose = new LooseFrames(map, network.space());
    TempoSums sums = new TempoSums(network.space().intervalCount());
    List<DecodedBeat> beats = new ArrayList<>();
    for (Passages.Passage passage : Passages.of(activations, map.placed(), config)) {
      ConstraintRules rules =
          new ConstraintRules(
              map, constrained, loose, activations, passage.start(), passage.end(), corridor);
      List<List<BeatSegment>> pieces = PassageDecoder.whole(network, activations, passage, rules);
      if (pieces.isEmpty() && !corridor.isOpen()) {
        // What is wished for counts for more than the tempo that was found.
        rules =
            new ConstraintRules(
                map,
                constrained,
                loose,
                activations,
                passage.start(),
                passage.end(),
                TempoCorridor.open());
        pieces = PassageDecoder.whole(network, activations, passage, rules);
      }
      if (pieces.isEmpty()) {
        throw new ConstraintConflict(config, map, words).in(passage, rules.lastReached());
      }
      BeatAssembler assembler = new BeatAssembler(network, List.of(), sums, rules);
      for (List<BeatSegment> piece : pieces) {
        beats.addAll(assembler.assemble(piece, activations));
      }
    }
    BeatAssembler whole = new BeatAssembler(network, List.of(), sums);
    return new BeatAnnotation(beats, whole.evidence().hypotheses());
  }
}
