package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes beats, bars and tempo by the dynamic Bayesian network of Krebs, Böck and Widmer (2015),
 * extended to bars (Böck, Krebs and Widmer 2016) whose length may change, while the frames arrive.
 *
 * <p>Each passage (see {@link PassageRule}) gets the beats of the best path through all of its
 * frames, except where paths disagreed for longer than {@link StreamRule#maxUndecidedFrames}. Memory
 * is bounded by that limit and by the passage rule's gap.
 */
public final class DbnBeatDecoder implements BeatDecoder {
  private final BeatNetwork network;
  private final Activations activations;
  private final PassageGate gate;
  private final BeatAssembler beats;
  private @Nullable PassageDecoder passage;
  private long decided;
  private long confirmed;
  private long nextCheck;
  private double logProbability;
  private boolean finished;

  private DbnBeatDecoder(BeatNetwork network, DbnState state) {
    this.network = network;
    DecoderConfig config = network.config();
    activations = new Activations(state.end());
    gate = new PassageGate(config.passages(), config.stream().idleFrames());
    beats = new BeatAssembler(network, state.recent(), state.sums());
    decided = state.end();
    confirmed = decided;
    BeatEntry anchor = state.anchor();
    if (anchor != null) {
      passage = PassageDecoder.continuing(network, anchor, state.checked());
      confirmed = state.checked();
      gate.reopen(confirmed - 1);
      nextCheck = checkBehind(confirmed);
    }
  }

  /** A decoder for a recording from its first frame on. */
  public static DbnBeatDecoder of(DecoderConfig config) {
    return of(new BeatNetwork(config));
  }

  static DbnBeatDecoder of(BeatNetwork network) {
    return new DbnBeatDecoder(network, DbnState.initial(network));
  }

  /**
   * A decoder that goes on behind a decision, to be given the activations from the decision's end
   * on.
   *
   * @param config the configuration that the decision was made with
   * @throws IllegalArgumentException if the point was not made by this decoder and configuration
   */
  public static DbnBeatDecoder resume(DecoderConfig config, ResumePoint point) {
    return resume(new BeatNetwork(config), point);
  }

  static DbnBeatDecoder resume(BeatNetwork network, ResumePoint point) {
    return new DbnBeatDecoder(network, DbnState.read(point, network));
  }

  @Override
  public List<BeatDecision> push(float[] values, int frames, int columns) {
    requireOpen();
    ActivationRows rows =
        ActivationRows.of(values, frames, columns, network.config().meter().hasBars());
    List<BeatDecision> decisions = new ArrayList<>();
    for (int row = 0; row < frames; row++) {
      activations.add(rows.beat(row), rows.downbeat(row));
      step(activations.end() - 1, decisions);
    }
    activations.dropBefore(decided);
    return decisions;
  }

  @Override
  public BeatDecision finish() {
    requireOpen();
    if (activations.end() < confirmed) {
      throw new IllegalStateException(
          "resumed decoder got %d frames, its predecessor had at least %d: push them all"
              .formatted(activations.end(), confirmed));
    }
    finished = true;
    List<DecodedBeat> last = closePassage();
    BeatDecision decision =
        new BeatDecision(
            decided,
            activations.end() - decided,
            last,
            beats.evidence().hypotheses(),
            ResumePoint.NONE);
    decided = activations.end();
    return decision;
  }

  @Override
  public long neededFromFrame() {
    return decided;
  }

  /** Log probability in nats of the paths of all passages so far that have ended. */
  double logProbability() {
    return logProbability;
  }

  private void step(long frame, List<BeatDecision> decisions) {
    switch (gate.step(frame, activations)) {
      case OPENED -> {
        passage = PassageDecoder.startingAt(network, gate.start());
        nextCheck = checkBehind(gate.start());
        confirm(frame + 1, decisions);
      }
      case EXTENDED -> confirm(frame + 1, decisions);
      case CLOSED -> decisions.add(decision(frame + 1, closePassage(), null, 0));
      case NONE -> idle(frame + 1, decisions);
    }
  }

  private void confirm(long end, List<BeatDecision> decisions) {
    confirmed = Math.max(confirmed, end);
    while (passage != null && nextCheck <= confirmed) {
      PassageDecision agreed = passage.advance(activations, nextCheck);
      if (agreed != null) {
        List<DecodedBeat> found = beats.assemble(agreed.segments(), activations);
        BeatEntry anchor = agreed.anchor();
        decisions.add(decision(anchor.frame(), found, anchor, nextCheck));
      }
      nextCheck = checkBehind(nextCheck);
    }
  }

  private void idle(long end, List<BeatDecision> decisions) {
    if (!gate.isOpen() && end % network.config().stream().idleFrames() == 0) {
      long upTo = gate.undecidedFrom(end);
      if (upTo > decided) {
        decisions.add(decision(upTo, List.of(), null, 0));
      }
    }
  }

  private List<DecodedBeat> closePassage() {
    PassageDecoder open = passage;
    if (open == null) {
      return List.of();
    }
    long end = Math.max(gate.lastActive() + 1, confirmed);
    passage = null;
    List<DecodedBeat> found = beats.assemble(open.finish(activations, end), activations);
    logProbability += open.logProbability();
    beats.curve().reset();
    return found;
  }

  private BeatDecision decision(
      long end, List<DecodedBeat> found, @Nullable BeatEntry anchor, long checked) {
    DbnState state =
        new DbnState(end, anchor, checked, beats.curve().recent(), beats.evidence().sums());
    BeatDecision decision =
        new BeatDecision(decided, end - decided, found, List.of(), state.toResumePoint(network));
    decided = end;
    return decision;
  }

  /** The first multiple of the check interval behind this frame. */
  private long checkBehind(long frame) {
    int every = network.config().stream().checkFrames();
    return (Math.floorDiv(frame, every) + 1) * every;
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("decoder is finished: use a new one per recording");
    }
  }
}
