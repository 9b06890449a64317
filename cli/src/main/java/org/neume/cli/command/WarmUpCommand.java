package org.neume.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.neume.annotation.Annotation;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.ChainSettings;
import org.neume.cli.chain.EmbeddedChain;
import org.neume.cli.demo.DemoPiece;
import picocli.CommandLine.Command;

/**
 * Goes the whole way once and ends in order, so that the JVM can write down which classes that takes
 * (the launcher's class data archive). Unpacks the native libraries and models as well.
 */
@Command(name = "warm-up", hidden = true, description = "Used by the launcher after a build.")
final class WarmUpCommand implements Callable<Integer> {
  private static final double SECONDS = 12;

  private final Terminal terminal;

  WarmUpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path wav = Files.createTempFile("neume-", ".wav");
    AnalysisOptions analysis = AnalysisOptions.ofAll();
    try (EmbeddedChain chain =
        EmbeddedChain.start(
            new ChainSettings(null, 0, analysis.serviceSettings()), terminal::error)) {
      DemoPiece.make(1, SECONDS).writeTo(wav);
      new BatchAnnotator(Broker.at(chain.bootstrap()), analysis, 1, new ProgressLine(terminal, 1))
          .annotate(
              List.of(wav),
              new BatchAnnotator.Listener() {
                @Override
                public void annotated(int index, Annotation annotation) {
                  var unused = AnnotationPrinter.summary(annotation);
                }

                @Override
                public void failed(int index, String message) {
                  terminal.error(message);
                }
              });
    } finally {
      Files.deleteIfExists(wav);
    }
    return ExitCode.OK;
  }
}
