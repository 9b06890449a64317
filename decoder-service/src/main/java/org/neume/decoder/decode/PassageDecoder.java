package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one passage: the best path from its first to its last frame, in pieces as soon as they no
 * longer depend on what follows.
 *
 * <p>If all live states' paths run through one entry, every later path does, so what leads to it is
 * final and what follows depends on nothing before it. A decoder that starts from that entry alone
 * scores the states live at that moment as this one does, up to a constant, hence it goes on alike;
 * before that moment it must not look for agreement, because paths that this decoder still had to
 * rule out are missing there.
 */
final class PassageDecoder {
  private final BeatNetwork network;
  private final long start;
  private Trellis trellis;
  private long origin;
  private final long firstCheck;

  private PassageDecoder(BeatNetwork network, Trellis trellis, long start, long firstCheck) {
    this.network = network;
    this.trellis = trellis;
    this.start = start;
    this.firstCheck = firstCheck;
    origin = trellis.origin();
  }

  /** A decoder for a passage whose first frame is {@code start}. */
  static PassageDecoder startingAt(BeatNetwork network, long start) {
    return startingAt(network, start, EntryRules.NONE);
  }

  /** The same under rules besides the model, for activations that are at hand as a whole. */
  static PassageDecoder startingAt(BeatNetwork network, long start, EntryRules rules) {
    // As long as beats from before the passage are live, nothing can be agreed.
    return new PassageDecoder(
        network,
        Trellis.startingAt(network, start, rules),
        start,
        start + network.space().longest());
  }

  /**
   * A whole passage under rules besides the model: its beats in the pieces in which they are decided;
   * none if no path is possible.
   */
  static List<List<BeatSegment>> whole(
      BeatNetwork network, Activations activations, Passages.Passage passage, EntryRules rules) {
    PassageDecoder decoder = startingAt(network, passage.start(), rules);
    List<List<BeatSegment>> pieces = new ArrayList<>();
    int every = network.config().stream().checkFrames();
    long next = (Math.floorDiv(passage.start(), every) + 1) * every;
    for (; next <= passage.end(); next += every) {
      PassageDecision decision = decoder.advance(activations, next);
      if (decision != null) {
        pieces.add(decision.segments());
      }
    }
    List<BeatSegment> last = decoder.finish(activations, passage.end());
    if (last.isEmpty()) {
      return List.of();
    }
    pieces.add(last);
    return pieces;
  }

  /** A decoder that goes on behind a decision made when all frames before {@code checked} were known. */
  static PassageDecoder continuing(BeatNetwork network, BeatEntry anchor, long checked) {
    return new PassageDecoder(
        network, Trellis.continuing(network, anchor), anchor.frame(), checked + 1);
  }

  /**
   * Takes in all frames before {@code end} and looks for agreement.
   *
   * @return null if there is nothing new
   */
  @Nullable PassageDecision advance(Activations activations, long end) {
    trellis.advance(activations, end);
    if (end < firstCheck) {
      return null;
    }
    BeatEntry agreed = trellis.lineage().agreed(end, origin);
    if (agreed != null) {
      PassageDecision decision = decide(agreed);
      origin = agreed.frame() + 1;
      trellis.lineage().dropBefore(agreed.frame());
      return decision;
    }
    long limit = network.config().stream().maxUndecidedFrames();
    return end - origin > limit ? force(activations, end, end - limit / 2) : null;
  }

  /** Takes in all frames before {@code end}, where the passage ends; the beats still undecided. */
  List<BeatSegment> finish(Activations activations, long end) {
    trellis.advance(activations, end);
    BeatEntry last = trellis.bestLive();
    if (last == null) {
      return List.of();
    }
    List<BeatSegment> segments = new ArrayList<>(decide(last).segments());
    segments.add(new BeatSegment(last, Math.max(last.frame(), start), trellis.next()));
    return segments;
  }

  /** Log probability in nats of the best path from the start or the last forced decision on. */
  double logProbability() {
    BeatEntry last = trellis.bestLive();
    return last == null ? Double.NEGATIVE_INFINITY : trellis.logProbability(last);
  }

  /** Decides for the best path up to {@code until}, and continues as if resumed from there. */
  private @Nullable PassageDecision force(Activations activations, long end, long until) {
    BeatEntry last = trellis.bestLive();
    if (last == null) {
      return null;
    }
    BeatEntry anchor = last;
    for (BeatEntry entry : trellis.lineage().path(last, origin)) {
      if (entry.frame() <= until) {
        anchor = entry;
      }
    }
    PassageDecision decision = decide(anchor);
    trellis = Trellis.continuing(network, anchor);
    origin = trellis.origin();
    trellis.advance(activations, end);
    return decision;
  }

  private PassageDecision decide(BeatEntry anchor) {
    List<BeatEntry> path = trellis.lineage().path(anchor, origin);
    List<BeatSegment> segments = new ArrayList<>();
    for (int i = 0; i + 1 < path.size(); i++) {
      BeatEntry entry = path.get(i);
      segments.add(new BeatSegment(entry, Math.max(entry.frame(), start), path.get(i + 1).frame()));
    }
    return new PassageDecision(segments, anchor);
  }
}
