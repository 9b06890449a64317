package org.neume.decoder.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints how often a correction of one beat leaves alone what it does not concern, with the tempo held
 * near what is found without it and with any tempo. Not a test; run its main method with how manieth beat
 * is tried, and text files of activations, a row to each hundredth of a second, or folders of such files.
 */
public final class CorrectionTrialsReport {
  private CorrectionTrialsReport() {}

  /** Prints a line for each file and deed, then sums. */
  public static void main(String[] args) throws IOException, ConstraintConflictException {
    Map<CorrectionTrials.Deed, CorrectionTrials.Outcome> free =
        new EnumMap<>(CorrectionTrials.Deed.class);
    Map<CorrectionTrials.Deed, CorrectionTrials.Outcome> held =
        new EnumMap<>(CorrectionTrials.Deed.class);
    int every = Integer.parseInt(args[0]);
    for (String argument : List.of(args).subList(1, args.length)) {
      try (Stream<Path> files = Files.walk(Path.of(argument))) {
        for (Path file :
            files.filter(f -> f.toString().endsWith(".activations.txt")).sorted().toList()) {
          ActivationText text = ActivationText.read(file);
          DecoderConfig config = text.config();
          TempoCorridor corridor = TempoCorridor.of(config, text.rows(), text.columns());
          for (TempoCorridor each : List.of(TempoCorridor.open(), corridor)) {
            var outcomes =
                new CorrectionTrials(config, text.rows(), text.columns(), each).outcomes(every);
            System.out.printf(
                "%s %s %s%n", file.getFileName(), each == corridor ? "held" : "free", outcomes);
            outcomes.forEach(
                (deed, outcome) ->
                    (each == corridor ? held : free)
                        .merge(deed, outcome, CorrectionTrials.Outcome::and));
          }
        }
      }
    }
    System.out.println("any tempo " + free);
    System.out.println("near      " + held);
  }
}
