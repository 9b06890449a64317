package org.neume.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A place for files that several gateways share")
class SpoolFolderTest {
  @TempDir private Path folder;

  @Test
  void hasAFolderForEachAndTheFirstThatIsFreeForTheNext() throws IOException {
    SpoolFolder first = SpoolFolder.claim(folder);
    try (SpoolFolder second = SpoolFolder.claim(folder)) {
      assertThat(second.path()).isNotEqualTo(first.path());
      first.close();
      try (SpoolFolder third = SpoolFolder.claim(folder)) {
        assertThat(third.path()).as("what the first has left is taken up").isEqualTo(first.path());
      }
    }
  }

  @Test
  void givesWhatGatewaysThatAreGoneHeldToOneThatRuns() throws IOException {
    SpoolFolder gone = SpoolFolder.claim(folder);
    try (SpoolFolder here = SpoolFolder.claim(folder)) {
      assertThat(here.abandoned(0)).as("it is held").isNull();
      assertThat(here.abandoned(1)).as("it is this gateway's own").isNull();
      assertThat(here.abandoned(2)).as("it is not there").isNull();
      gone.close();
      try (SpoolFolder left = here.abandoned(0)) {
        assertThat(left).isNotNull();
        assertThat(left.path()).isEqualTo(gone.path());
        assertThat(here.abandoned(0)).as("it is held meanwhile").isNull();
      }
    }
  }

  @Test
  void isRefusedWhereAsManyShareItAsMay() throws IOException {
    List<SpoolFolder> claimed = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        claimed.add(SpoolFolder.claim(folder));
      }
      assertThat(claimed).extracting(SpoolFolder::path).doesNotHaveDuplicates();
      assertThatThrownBy(() -> SpoolFolder.claim(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("64 gateways share");
    } finally {
      for (SpoolFolder one : claimed) {
        one.close();
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isMadeForThisUserAlone() throws IOException {
    Path place = folder.resolve("below").resolve("place");
    try (SpoolFolder claimed = SpoolFolder.claim(place)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
          .isEqualTo("rwx------");
      assertThat(claimed.path()).startsWith(place);
    }
  }
}
