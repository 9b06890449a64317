package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.media.Codec;

/** What is committed, and nothing else, in a fresh folder: builds itself and annotates. */
@DisplayName("A clean clone, as a newcomer meets it")
class CleanCloneIT {
  private static final long MINUTES = 20;

  @TempDir Path folder;

  @Test
  void buildsItselfAndAnnotatesEveryKindOfFileAndNextTimeStartsAtOnce() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(NeumeProcess.root().resolve(".git")),
        "skipped: no git repository to clone, only its files");
    run("clone", folder, "git", "clone", "-q", NeumeProcess.root().toString(), "neume");
    Path songs = Files.createDirectories(folder.resolve("my songs"));
    float[] music = TestAudio.clicks(20, 120);
    Files.write(songs.resolve("w.wav"), TestAudio.wav(music));
    for (Map.Entry<String, Codec> kind :
        Map.of(
                "m.mp3", Codec.MP3,
                "o.ogg", Codec.OGG_VORBIS,
                "f.flac", Codec.FLAC,
                "a.m4a", Codec.M4A)
            .entrySet()) {
      TestAudio.encode(songs.resolve(kind.getKey()), kind.getValue(), music);
    }

    String said = run("first", songs, "../neume/neume", "annotate", ".", "--out", "../beats");
    assertThat(said.lines()).allMatch(l -> l.startsWith("# ") || l.startsWith("neume: "));
    assertThat(said).contains("neume: building (once");
    for (String name : List.of("w", "m", "o", "f", "a")) {
      assertThat(Files.readAllLines(folder.resolve("beats").resolve(name + ".beats")))
          .as(name)
          .hasSizeGreaterThan(15);
    }

    String again = run("second", songs, "../neume/neume", "annotate", "m.mp3");
    assertThat(again).doesNotContain("neume: ").startsWith("# m.mp3: ");
    assertThat(run("status", folder.resolve("neume"), "git", "status", "--porcelain")).isEmpty();
  }

  /** Runs to the end, which has to be a good one, and returns all that was said. */
  private String run(String step, Path where, String... line)
      throws IOException, InterruptedException {
    Path said = folder.resolve(step + ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("NEUME_NO_BUILD");
    builder.environment().remove("NEUME_DEBUG");
    String repository = System.getProperty("neume.repository");
    if (repository != null) {
      // What this build has fetched already need not be fetched again.
      builder.environment().put("MAVEN_ARGS", "-Dmaven.repo.local=" + repository);
    }
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    String text = Files.readString(said);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
