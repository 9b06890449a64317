package org.neume.training.multipitch;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Pieces by what they are for.
 *
 * @param training pieces to learn from
 * @param validation other pieces, to choose by
 * @param test other pieces again, to measure on; may be empty
 * @param unseen other pieces, played by instruments that no training piece has; may be empty
 */
public record MultipitchSplit(
    List<MultipitchPiece> training,
    List<MultipitchPiece> validation,
    List<MultipitchPiece> test,
    List<MultipitchPiece> unseen) {
  /** Protects the lists. */
  public MultipitchSplit {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
    unseen = List.copyOf(unseen);
  }

  /** Pieces and hours in a few words. */
  public String description() {
    return "training %s, validation %s, test %s, test with unseen instruments %s"
        .formatted(part(training), part(validation), part(test), part(unseen));
  }

  private static String part(List<MultipitchPiece> pieces) {
    double hours = pieces.stream().mapToDouble(MultipitchPiece::seconds).sum() / 3600;
    return "%d pieces, %.2f h".formatted(pieces.size(), hours);
  }

  /** All pieces in one line, which another split does not have. */
  String contents() {
    return Stream.of(training, validation, test, unseen)
        .map(MultipitchSplit::contents)
        .collect(Collectors.joining(", "));
  }

  /** The training pieces in a few words, which other pieces do not have. */
  String trainingContents() {
    return contents(training);
  }

  /** The same of the pieces that validate. */
  String validationContents() {
    return contents(validation);
  }

  private static String contents(List<MultipitchPiece> pieces) {
    CRC32C crc = new CRC32C();
    for (MultipitchPiece piece : pieces) {
      piece.addTo(crc);
    }
    return "%d pieces %08x".formatted(pieces.size(), crc.getValue());
  }
}
