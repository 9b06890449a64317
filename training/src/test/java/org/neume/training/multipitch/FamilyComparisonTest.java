package org.neume.training.multipitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.training.network.HarmonicNetworkConfig;
import org.neume.training.train.Settings;

@DisplayName("The family side by side")
class FamilyComparisonTest {
  private static final String SOLVED = "log-mel-1024";
  private static final String LEARNED = "mlp-500-2048";

  @TempDir private Path folder;

  private final List<String> progress = new ArrayList<>();

  private List<String> table(MultipitchSplit split, String... more) throws IOException {
    Settings settings =
        FamilyComparison.settings(
                MultipitchOptions.settings(HarmonicNetworkConfig.multipitch())
                    .with("work=" + folder.resolve("work"), "threads=1"))
            .with("table-only=" + SOLVED + "," + LEARNED, "table-budgets=0.0003,0.0006")
            .with("table-frames=300", "table-heard=0.5")
            .with(more);
    return new FamilyComparison(split, settings, progress::add).run();
  }

  private MultipitchSplit split(int pieces) throws IOException {
    return Tones.write(folder.resolve("tones" + pieces), pieces).split();
  }

  private List<String> trained() {
    return progress.stream().filter(line -> line.startsWith(LEARNED + ": ")).toList();
  }

  @Test
  @DisplayName("has a row of each member, and a run of its own for each budget")
  void rows() throws IOException {
    List<String> lines = table(split(8));

    assertThat(lines).filteredOn(line -> line.startsWith("| log-mel | 1,024 |")).hasSize(1);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("| MLP, 500 nodes | 2,048 |"))
        .satisfiesExactly(
            row -> assertThat(row).contains("1,088,128").endsWith("52.1 / 55.6 |"),
            curve -> assertThat(curve).contains("% (1) |", "% (2) |"));
    assertThat(trained()).hasSize(2);
    assertThat(folder.resolve("work/table/" + LEARNED + "-6.0E-4/checkpoint.bin"))
        .as("figures are kept, weights are not")
        .doesNotExist();
  }

  @Test
  @DisplayName("does nothing twice, but for what other data or a damaged file ask for")
  void resumed() throws IOException {
    MultipitchSplit split = split(8);
    List<String> lines = table(split);
    progress.clear();

    assertThat(table(split)).isEqualTo(lines);
    assertThat(trained()).as("the same again").isEmpty();
    table(split, "table-budgets=0.0003,0.0006,0.0009");
    assertThat(trained()).as("a further budget").hasSize(1);
    progress.clear();
    table(split(9));
    assertThat(trained()).as("other pieces").hasSize(2);

    Path row = folder.resolve("work/table/rows/" + SOLVED + ".txt");
    Files.write(row, List.of(Files.readAllLines(row).get(0), "no figure"));
    assertThatThrownBy(() -> table(split(9)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("remove it")
        .hasMessageNotContaining("\n");
  }

  @Test
  @DisplayName("is refused with the cause where settings name no budgets or no members")
  void refusals() throws IOException {
    MultipitchSplit split = split(8);
    assertThatThrownBy(() -> table(split, "table-only=cnn"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cnn-64-two");
    for (String budgets : List.of("", "2,1", "0,1", "a lot")) {
      assertThatThrownBy(() -> table(split, "table-budgets=" + budgets))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("table-budgets=" + budgets);
    }
  }
}
