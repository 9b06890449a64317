package org.neume.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Files that wait")
class SpoolTest {
  private static final Spool.Order ORDER =
      new Spool.Order(
          "song", "Lied \u2665", List.of("beats"), "owner", 12, Map.of("tempo", "90-130"));

  @TempDir private Path folder;
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    spool = new Spool(folder, 1_000, 1_500, new ObjectMapper());
  }

  private static InputStream bytes(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }

  @Test
  void whatWasPromisedIsFoundAgainByTheNextProcess() throws IOException {
    spool.take("song", bytes(1_000), b -> {});
    spool.promise(ORDER);
    Spool next = new Spool(folder, 1_000, 1_500, new ObjectMapper());
    assertThat(next.recover()).containsExactly(ORDER);
    assertThat(next.audio("song")).hasSize(1_000);
  }

  @Test
  void whatWasPromisedElsewhereIsTakenOverWhole() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Spool gone = new Spool(elsewhere, 1_000, 1_500, new ObjectMapper());
    gone.take("song", bytes(1_000), b -> {});
    gone.promise(ORDER);
    gone.take("half", bytes(10), b -> {});

    List<Spool.Order> taken = new ArrayList<>();
    spool.adopt(elsewhere, taken::add);

    assertThat(taken).containsExactly(ORDER);

    assertThat(spool.audio("song")).hasSize(1_000);
    assertThat(elsewhere).isEmptyDirectory();
    assertThat(new Spool(folder, 1_000, 1_500, new ObjectMapper()).recover())
        .containsExactly(ORDER);
  }

  @Test
  void aFileWithoutAPromiseIsNoRecordingAndGoes() throws IOException {
    spool.take("song", bytes(10), b -> {});
    assertThat(new Spool(folder, 1_000, 1_500, new ObjectMapper()).recover()).isEmpty();
    assertThat(files()).isZero();
  }

  @Test
  void aFileThatIsTooLargeLeavesNothingBehind() throws IOException {
    assertThatThrownBy(() -> spool.take("song", bytes(1_001), b -> {}))
        .isInstanceOf(Spool.TooLargeException.class);
    assertThat(files()).isZero();
  }

  @Test
  void aFileThatBreaksOffLeavesNothingBehind() throws IOException {
    InputStream broken =
        new SequenceInputStream(
            bytes(100),
            new FilterInputStream(bytes(1)) {
              @Override
              public int read(byte[] to, int from, int count) throws IOException {
                throw new IOException("the cable was pulled");
              }
            });
    assertThatThrownBy(() -> spool.take("song", broken, b -> {}))
        .hasMessage("the cable was pulled");
    assertThat(files()).isZero();
  }

  @Test
  void allThatWaitShareTheDiskAndAReleaseGivesItBack() throws IOException {
    spool.take("first", bytes(1_000), b -> {});
    assertThatThrownBy(() -> spool.take("second", bytes(600), b -> {}))
        .hasMessageContaining("too many files wait");
    spool.release("first");
    assertThat(spool.take("second", bytes(600), b -> {})).isEqualTo(600);
  }
}
