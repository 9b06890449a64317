package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Feeds recordings to decoders in pieces and checks what every decoder owes its callers. */
final class Streams {
  private Streams() {}

  /** All decisions on a recording that is pushed at once. */
  static List<BeatDecision> decode(BeatDecoder decoder, float[] rows, int columns) {
    List<BeatDecision> decisions =
        new ArrayList<>(decoder.push(rows, rows.length / columns, columns));
    decisions.add(decoder.finish());
    return decisions;
  }

  /** All decisions on a recording that is pushed in random pieces. */
  static List<BeatDecision> decodeInPieces(
      BeatDecoder decoder, float[] rows, int columns, long seed, int largest) {
    Random random = new Random(seed);
    List<BeatDecision> decisions = new ArrayList<>();
    int frames = rows.length / columns;
    int at = 0;
    while (at < frames) {
      int next = Math.min(frames, at + random.nextInt(largest + 1));
      float[] piece = Arrays.copyOfRange(rows, at * columns, next * columns);
      decisions.addAll(decoder.push(piece, next - at, columns));
      at = next;
    }
    decisions.add(decoder.finish());
    return decisions;
  }

  /**
   * The decisions of a decoder resumed behind each decision in turn, each with those before it.
   *
   * @return one list per resume point, all of which should equal {@code decisions}
   */
  static List<List<BeatDecision>> decodeResumedEverywhere(
      Function<ResumePoint, BeatDecoder> resume,
      List<BeatDecision> decisions,
      float[] rows,
      int columns) {
    List<List<BeatDecision>> all = new ArrayList<>();
    for (int i = 0; i + 1 < decisions.size(); i++) {
      BeatDecision last = decisions.get(i);
      BeatDecoder decoder = resume.apply(ResumePoint.of(last.resume().toBytes()));
      if (decoder.neededFromFrame() != last.end()) {
        throw new AssertionError(
            "needs frames from " + decoder.neededFromFrame() + ", decided " + last.end());
      }
      float[] rest = Arrays.copyOfRange(rows, (int) last.end() * columns, rows.length);
      List<BeatDecision> joined = new ArrayList<>(decisions.subList(0, i + 1));
      joined.addAll(decodeInPieces(decoder, rest, columns, i, 300));
      all.add(joined);
    }
    return all;
  }

  static List<DecodedBeat> beats(List<BeatDecision> decisions) {
    return decisions.stream().flatMap(decision -> decision.beats().stream()).toList();
  }

  /** Decisions cover the recording without gaps, and beats lie, ascending, in their decision. */
  static void requireOrder(List<BeatDecision> decisions, long frames) {
    long end = 0;
    long beat = -1;
    for (BeatDecision decision : decisions) {
      require(decision.firstFrame() == end, "gap at " + end);
      require(decision.frameCount() >= 0, "negative count at " + end);
      for (DecodedBeat found : decision.beats()) {
        require(found.frame() > beat, "beats out of order at " + beat);
        require(found.frame() >= end && found.frame() < decision.end(), "stray beat " + found);
        require(found.confidence() >= 0 && found.confidence() <= 1, "confidence of " + found);
        require(found.tempo() > 0 && found.tempo() < 6000, "tempo of " + found);
        beat = found.frame();
      }
      end = decision.end();
    }
    require(end == frames, "ends at " + end + " instead of " + frames);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
