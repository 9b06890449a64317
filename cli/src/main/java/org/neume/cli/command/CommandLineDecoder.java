package org.neume.cli.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.neume.decoder.messaging.DecoderSettings;

/** The decoder's settings as the options say, for services and for stages that run without them. */
record CommandLineDecoder(DecoderOptions options) implements DecoderSettings {
  CommandLineDecoder {
    options.check();
  }

  /** What is said, by the property names of the service. */
  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    method().ifPresent(m -> put(properties, "method", m.name().toLowerCase(Locale.ROOT)));
    put(properties, "preset", preset().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    barLengths()
        .ifPresent(
            lengths ->
                put(
                    properties,
                    "bar-lengths",
                    lengths.stream().map(String::valueOf).collect(Collectors.joining(","))));
    barLengthChange().ifPresent(p -> put(properties, "bar-length-change", p));
    minTempo().ifPresent(t -> put(properties, "min-tempo", t));
    maxTempo().ifPresent(t -> put(properties, "max-tempo", t));
    lambda().ifPresent(l -> put(properties, "lambda", l));
    observationLambda().ifPresent(l -> put(properties, "observation-lambda", l));
    sharpness().ifPresent(s -> put(properties, "sharpness", s));
    threshold().ifPresent(t -> put(properties, "threshold", t));
    peakThreshold().ifPresent(t -> put(properties, "peak-threshold", t));
    return properties;
  }

  private static void put(Map<String, String> properties, String name, Object value) {
    properties.put("neume.decoder." + name, value.toString());
  }

  @Override
  public Optional<Method> method() {
    return Optional.ofNullable(options.kind())
        .map(kind -> kind == DecoderOptions.Kind.PEAKS ? Method.PEAKS : Method.DBN);
  }

  @Override
  public Optional<Double> peakThreshold() {
    return Optional.ofNullable(options.peakThreshold);
  }

  @Override
  public Preset preset() {
    if (options.kind() == DecoderOptions.Kind.SEED) {
      return Preset.SEED;
    }
    List<Integer> bars = options.barLengths();
    return bars != null && bars.isEmpty() ? Preset.BEATS_ONLY : Preset.DEFAULTS;
  }

  @Override
  public Optional<List<Integer>> barLengths() {
    return Optional.ofNullable(options.barLengths()).filter(b -> !b.isEmpty());
  }

  @Override
  public Optional<Double> barLengthChange() {
    return Optional.ofNullable(options.barChange);
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
    return Optional.ofNullable(options.observationLambda);
  }

  @Override
  public Optional<Double> sharpness() {
    return Optional.ofNullable(options.sharpness);
  }

  @Override
  public Optional<Double> threshold() {
    return Optional.ofNullable(options.threshold);
  }
}
