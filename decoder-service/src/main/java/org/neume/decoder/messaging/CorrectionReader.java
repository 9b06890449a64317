package org.neume.decoder.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.neume.decoder.decode.BeatConstraint;
import org.neume.schemas.Revisions;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.Correction;

/** Reads corrections as constraints for the decoder. */
final class CorrectionReader {
  /** Raised whenever the same constraints lead to other beats. */
  private static final String RULES = "2";

  private CorrectionReader() {}

  /** What is wrong with a correction as a record, in one line; null if nothing is. */
  static @Nullable String problem(Correction correction) {
    boolean named =
        Revisions.original(correction.getStream()).equals(correction.getAnalysis())
            && Revisions.number(correction.getStream()) == correction.getRevision();
    if (!named) {
      return "revision %d of %s is on the stream %s: name the stream like the analysis and the revision"
          .formatted(correction.getRevision(), correction.getAnalysis(), correction.getStream());
    }
    return correction.getBase() < 0 || correction.getBase() >= correction.getRevision()
        ? "revision %d cannot be made from revision %d: name an earlier one"
            .formatted(correction.getRevision(), correction.getBase())
        : null;
  }

  /** The constraints. */
  static List<BeatConstraint> constraints(Correction correction) {
    return correction.getConstraints().stream().map(CorrectionReader::constraint).toList();
  }

  private static BeatConstraint constraint(Constraint c) {
    return switch (c.getKind()) {
      case BEAT -> new BeatConstraint.Beat(c.getFirst(), c.getValue());
      case NO_BEAT -> new BeatConstraint.NoBeat(c.getFirst(), c.getLast());
      case METER -> new BeatConstraint.Meter(c.getFirst(), c.getLast(), c.getValue());
      case TEMPO ->
          new BeatConstraint.Tempo(c.getFirst(), c.getLast(), c.getMinimum(), c.getMaximum());
    };
  }

  /** A hash of the constraints, whatever their order, and of the rules that they are heeded by. */
  static String hash(List<BeatConstraint> constraints) {
    CRC32C hash = new CRC32C();
    hash.update(RULES.getBytes(StandardCharsets.UTF_8));
    constraints.stream()
        .map(BeatConstraint::toString)
        .sorted()
        .forEach(text -> hash.update(text.getBytes(StandardCharsets.UTF_8)));
    return "%08x".formatted(hash.getValue());
  }
}
