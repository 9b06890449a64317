package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.BeatIntervals;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.decoder.decode.MeterModel;
import org.neume.decoder.decode.PeakRule;
import org.neume.decoder.messaging.DecoderSettings;
import picocli.CommandLine;

@DisplayName("Options of the decoder")
class DecoderOptionsTest {
  @Test
  void nothingGivenMeansTheDecodersOwnDefaults() {
    DecoderOptions options = parse();
    assertThat(options.kind()).isNull();
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

  @Test
  void everyOptionReachesTheServicesAndTheStagesAlike() {
    CommandLineDecoder decoder =
        new CommandLineDecoder(
            parse(
                "--bars=2,3,4,5,6,7,9,12",
                "--bar-change=1e-4",
                "--tempo=40-240",
                "--tempo-lambda=50",
                "--observation-lambda=8",
                "--sharpness=1.5",
                "--threshold=0.1"));
    DecoderSettings service =
        new SmallRyeConfigBuilder()
            .withMapping(DecoderSettings.class)
            .withSources(new PropertiesConfigSource(decoder.properties(), "options", 500))
            .build()
            .getConfigMapping(DecoderSettings.class);
    assertThat(service.choice().decoding("")).isEqualTo(decoder.choice().decoding(""));
    DecoderConfig config = decoder.config();
    assertThat(config.meter()).isEqualTo(new MeterModel(List.of(2, 3, 4, 5, 6, 7, 9, 12), 1e-4));
    assertThat(config.tempo().intervals()).isEqualTo(BeatIntervals.ofTempi(100, 40, 240));
    assertThat(config.tempo().lambda()).isEqualTo(50);
    assertThat(config.observation().lambda()).isEqualTo(8);
    assertThat(config.observation().sharpness()).isEqualTo(1.5);
    assertThat(config.passages().threshold()).isEqualTo(0.1);
  }

  @Test
  void peaksCanBeChosenForTheChainAndForForeignActivations() {
    DecoderOptions options = parse("--decoder", "peaks", "--peak-threshold", "0.3");
    PeakRule rule = PeakRule.defaults().withThreshold(0.3);
    assertThat(new CommandLineDecoder(options).choice().decoding(""))
        .isEqualTo(new ActivationDecoding.Peaks(rule));
    assertThat(DecoderFactory.decoding(options, 50, 2))
        .isEqualTo(new ActivationDecoding.Peaks(new PeakRule(50, true, 0.3, 3, 500, 32, 1000)));
    assertThat(DecoderFactory.decoding(parse("--decoder=peaks", "--bars=none"), 100, 2))
        .isEqualTo(new ActivationDecoding.Peaks(PeakRule.beatsOnly()));
  }

  @Test
  void theSeedsChoicesGiveWayToWhatIsSaid() {
    assertThat(DecoderFactory.decoding(parse("--decoder=seed"), 100, 2))
        .isEqualTo(new ActivationDecoding.Network(DecoderConfig.seed(100)));
    assertThat(
            new CommandLineDecoder(parse("--decoder=seed", "--tempo-lambda=300"))
                .choice()
                .decoding(""))
        .isEqualTo(new ActivationDecoding.Network(DecoderConfig.seed(300)));
    assertThat(new CommandLineDecoder(parse("--decoder=seed", "--bars=3")).config().meter())
        .extracting(MeterModel::barLengths)
        .isEqualTo(List.of(3));
  }

  @Test
  void whatADecoderDoesNotHeedIsAUsageErrorThatNamesIt() {
    assertUsage(
        () -> new CommandLineDecoder(parse("--decoder=peaks", "--tempo=60-180", "--bars=3")),
        "does not heed --tempo, --bars");
    assertUsage(
        () -> new CommandLineDecoder(parse("--decoder=dbn", "--peak-threshold=0.3")),
        "does not heed --peak-threshold");
  }

  @Test
  void aRunningChainIsNotToldHowToDecode() {
    AnalysisOptions options =
        CommandLine.populateCommand(new AnalysisOptions(), "--model", "beats", "--bars=2,3");
    assertUsage(options::refuseForRunningChain, "a running chain has its own models and decoder");
    CommandLine.populateCommand(new AnalysisOptions(), "--model", "mine").refuseForRunningChain();
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
