package org.neume.transcription.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neume.transcription.notes.NoteMethod;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.Scorer;

/**
 * Verovio, which engraves MusicXML in browsers, draws every bar and every note and has nothing to
 * say against the file. Skips where node and npm are absent or the package cannot be fetched.
 */
class VerovioIT {
  private static final String PACKAGE = "verovio@6.3.0";
  private static final Path FOLDER = Path.of("target", "verovio");

  @BeforeAll
  static void install() throws Exception {
    Files.createDirectories(FOLDER);
    Files.copy(
        Path.of("src", "test", "verovio", "render.mjs"),
        FOLDER.resolve("render.mjs"),
        StandardCopyOption.REPLACE_EXISTING);
    assumeTrue(runs("node", "--version"), "node is absent: Verovio is not run");
    boolean there =
        Files.exists(FOLDER.resolve("node_modules/verovio"))
            || runs("npm", "install", "--no-save", "--prefix", ".", PACKAGE);
    assumeTrue(there, "npm cannot fetch " + PACKAGE + ": Verovio is not run");
  }

  @Test
  void aSimplePieceIsDrawnWithoutAWarning() throws Exception {
    Score score = score(KnownPiecesTest.melodyAndChords());
    String drawn = draw("simple", score);
    int heads = KnownPiecesTest.melodyAndChords().notes().size();
    assertThat(drawn).contains("\"measures\":8,").contains("\"notes\":" + heads + ",");
    assertThat(drawn).contains("\"tempo\":100,").endsWith("\"log\":\"\"}\n");
  }

  @Test
  void tupletsTiesAndAPickupAreDrawnWithoutAWarning() throws Exception {
    Piece piece =
        new Piece(90, 24)
            .line(-24, 67, 12, 69, 12)
            .line(0, 72, 8, 74, 8, 76, 8, 77, 24, 76, 16, 74, 8, 73, 36)
            .line(108, 71, 12, 66, 18, 68, 6, 70, 36)
            .chord(0, 96, 48, 52, 55)
            .chord(96, 96, 43, 50)
            .beats(1, 9, 4);
    String drawn = draw("varied", score(piece));
    // The note over the bar line is two heads.
    int heads = piece.notes().size() + 1;
    assertThat(drawn).contains("\"measures\":3,").contains("\"notes\":" + heads + ",");
    assertThat(drawn).contains("\"tuplets\":2,").endsWith("\"log\":\"\"}\n");
  }

  @Test
  void anEmptyScoreIsDrawnWithoutAWarning() throws Exception {
    String drawn = draw("empty", Scorer.score(List.of(), List.of(), ScoreOptions.defaults()));
    assertThat(drawn).contains("\"measures\":1,").contains("\"notes\":0,");
    assertThat(drawn).endsWith("\"log\":\"\"}\n");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsHardlyMusicIsDrawnBarForBar(UnusualMusic music) throws Exception {
    Score score = music.score(NoteMethod.POSTERIORS);
    assertThat(draw(music.name().toLowerCase(Locale.ROOT), score))
        .contains("\"measures\":" + score.measures().size() + ",");
  }

  private static Score score(Piece piece) {
    return Scorer.score(piece.played(), piece.tracked(), ScoreOptions.defaults());
  }

  private static String draw(String name, Score score) throws Exception {
    Files.write(FOLDER.resolve(name + ".musicxml"), MusicXmlExport.write(score));
    Process node =
        new ProcessBuilder("node", "render.mjs", name + ".musicxml", name + ".svg")
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String drawn = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as("node's exit code").isZero();
    return drawn;
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolve("npm.log").toFile())
              .start();
      return process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
