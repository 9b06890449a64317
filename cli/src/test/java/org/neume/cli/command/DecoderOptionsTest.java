package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import picocli.CommandLine;

@DisplayName("Options of the decoder")
class DecoderOptionsTest {
  @Test
  void nothingGivenMeansTheDecodersOwnDefaults() {
    DecoderOptions options = parse();
    assertThat(options.kind()).isEqualTo(DecoderOptions.Kind.DBN);
    assertThat(options.tempoRange()).isNull();
    assertThat(options.barLengths()).isNull();
    assertThat(options.tempoLambda()).isNull();
  }

  @Test
  void valuesAreUnderstood() {
    DecoderOptions options =
        parse("--decoder", "Peaks", "--tempo", "60-180", "--bars", "4,2,3", "--tempo-lambda", "50");
    assertThat(options.kind()).isEqualTo(DecoderOptions.Kind.PEAKS);
    assertThat(options.tempoRange()).containsExactly(60, 180);
    assertThat(options.barLengths()).containsExactly(2, 3, 4);
    assertThat(options.tempoLambda()).isEqualTo(50);
    assertThat(parse("--bars", "none").barLengths()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"180-60", "60", "x-y", "0-100", "60-180-200", "60-6000", ""})
  void aTempoRangeThatIsNoneIsAUsageErrorThatShowsARightOne(String value) {
    assertUsage(() -> parse("--tempo", value).tempoRange(), "55-215");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "16", "four", "3,,4"})
  void barsThatAreNoneAreAUsageErrorThatShowsRightOnes(String value) {
    assertUsage(() -> parse("--bars", value).barLengths(), "3,4");
  }

  @Test
  void anUnknownDecoderIsAUsageErrorThatNamesTheKnownOnes() {
    assertUsage(() -> parse("--decoder", "magic").kind(), "dbn, peaks");
  }

  private static void assertUsage(Runnable parsing, String hint) {
    assertThatThrownBy(parsing::run)
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(hint);
  }

  private static DecoderOptions parse(String... arguments) {
    return CommandLine.populateCommand(new DecoderOptions(), arguments);
  }
}
