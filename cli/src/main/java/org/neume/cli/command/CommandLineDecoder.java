package org.neume.cli.command;

import java.util.List;
import java.util.Optional;
import org.neume.cli.CommandException;
import org.neume.decoder.messaging.DecoderSettings;

/** The decoder's settings as the options say, for stages that run without the services. */
record CommandLineDecoder(DecoderOptions options) implements DecoderSettings {
  @Override
  public Preset preset() {
    return switch (options.kind()) {
      case SEED -> Preset.SEED;
      case PEAKS ->
          throw CommandException.usage(
              "the decoder peaks takes whole recordings of activations; use it in './neume decode'");
      case DBN ->
          options.barLengths() != null && options.barLengths().isEmpty()
              ? Preset.BEATS_ONLY
              : Preset.DEFAULTS;
    };
  }

  @Override
  public Optional<List<Integer>> barLengths() {
    return Optional.ofNullable(options.barLengths()).filter(b -> !b.isEmpty());
  }

  @Override
  public Optional<Double> barLengthChange() {
    return Optional.empty();
  }

  @Override
  public Optional<Double> minTempo() {
    return Optional.ofNullable(options.tempoRange()).map(range -> range[0]);
  }

  @Override
  public Optional<Double> maxTempo() {
    return Optional.ofNullable(options.tempoRange()).map(range -> range[1]);
  }

  @Override
  public Optional<Double> lambda() {
    return Optional.ofNullable(options.tempoLambda());
  }

  @Override
  public Optional<Integer> observationLambda() {
    return Optional.empty();
  }

  @Override
  public Optional<Double> sharpness() {
    return Optional.empty();
  }

  @Override
  public Optional<Double> threshold() {
    return Optional.empty();
  }
}
