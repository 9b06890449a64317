package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the peaks of the activations for beats, with no model of tempo or bars behind it, in the
 * manner of Beat This! (Foscarin, Schlüter and Widmer 2024): fast, free to follow any tempo, and
 * without help where activations are weak or doubled.
 */
public final class PeakPickingDecoder implements BeatDecoder {
  private final PeakRule rule;
  private final Activations activations;
  private final PeakFinder peaks;
  private final BarCounter bars;
  private final PeakAssembler assembler;
  private final int context;
  private long decided;
  private long next;
  private boolean finished;

  private PeakPickingDecoder(PeakRule rule, PeakState state) {
    this.rule = rule;
    context = PeakFinder.context(rule);
    activations = state.before();
    peaks = new PeakFinder(rule, activations);
    bars = new BarCounter(state.barLength(), state.given());
    assembler = new PeakAssembler(rule, state.recent(), state.sums());
    decided = state.end();
    next = decided;
  }

  /** A decoder for a recording from its first frame on. */
  public static PeakPickingDecoder of(PeakRule rule) {
    return new PeakPickingDecoder(rule, PeakState.initial(rule));
  }

  /**
   * A decoder that goes on behind a decision, to be given the activations from the decision's end
   * on.
   *
   * @param rule the rule that the decision was made with
   * @throws IllegalArgumentException if the point was not made by this decoder and rule
   */
  public static PeakPickingDecoder resume(PeakRule rule, ResumePoint point) {
    return new PeakPickingDecoder(rule, PeakState.read(point, rule));
  }

  @Override
  public List<BeatDecision> push(float[] values, int frames, int columns) {
    requireOpen();
    ActivationRows rows = ActivationRows.of(values, frames, columns, rule.bars());
    List<BeatDecision> decisions = new ArrayList<>();
    for (int row = 0; row < frames; row++) {
      activations.add(rows.beat(row), rows.downbeat(row));
      if (next + context < activations.end()) {
        step(next++, decisions);
      }
    }
    activations.dropBefore(decided - context);
    return decisions;
  }

  @Override
  public BeatDecision finish() {
    requireOpen();
    finished = true;
    // No decision may leave here but the closing one, which takes all beats along.
    List<DecodedBeat> last = new ArrayList<>();
    List<BeatDecision> decisions = new ArrayList<>();
    while (next < activations.end()) {
      step(next++, decisions);
    }
    long first = decisions.isEmpty() ? decided : decisions.get(0).firstFrame();
    decisions.forEach(decision -> last.addAll(decision.beats()));
    last.addAll(assembler.last(bars.end(), activations));
    decided = activations.end();
    return new BeatDecision(
        first, decided - first, last, assembler.evidence().hypotheses(), ResumePoint.NONE);
  }

  @Override
  public long neededFromFrame() {
    return decided;
  }

  private void step(long frame, List<BeatDecision> decisions) {
    List<Long> held = bars.held();
    if (peaks.isBeat(frame)) {
      boolean downbeat = rule.bars() && peaks.isDownbeat(frame);
      boolean tooLong = !rule.bars() || held.size() >= rule.maxBeats();
      if (tooLong && !downbeat && !held.isEmpty()) {
        decisions.add(decision(assembler.followed(bars.giveUp(), frame, activations), frame));
      }
      List<BarCounter.Counted> complete = bars.add(frame, downbeat);
      if (!complete.isEmpty()) {
        decisions.add(decision(assembler.followed(complete, frame, activations), frame));
      }
    } else if (!held.isEmpty() && frame - held.get(held.size() - 1) >= rule.gapFrames()) {
      List<DecodedBeat> last = assembler.last(bars.end(), activations);
      decisions.add(decision(last, frame + 1));
    } else if (held.isEmpty() && (frame + 1) % rule.idleFrames() == 0) {
      decisions.add(decision(List.of(), frame + 1));
    }
  }

  private BeatDecision decision(List<DecodedBeat> found, long end) {
    PeakState state =
        new PeakState(
            end,
            activations,
            bars.barLength(),
            bars.given(),
            assembler.curve().recent(),
            assembler.evidence().sums());
    BeatDecision decision =
        new BeatDecision(decided, end - decided, found, List.of(), state.toResumePoint(rule));
    decided = end;
    return decision;
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("decoder is finished: use a new one per recording");
    }
  }
}
