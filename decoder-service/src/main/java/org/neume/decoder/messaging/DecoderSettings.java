package org.neume.decoder.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.BeatIntervals;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.decoder.decode.MeterModel;
import org.neume.decoder.decode.ObservationModel;
import org.neume.decoder.decode.PassageRule;
import org.neume.decoder.decode.PeakRule;
import org.neume.decoder.decode.TempoModel;
import org.neume.decoder.decode.TempoRule;
import org.neume.schemas.DecoderName;

/** How beats are decoded: the settings {@code neume.decoder.*}. */
@ConfigMapping(prefix = "neume.decoder")
public interface DecoderSettings {
  /** The decoders. */
  enum Method {
    /** The dynamic Bayesian network, which all settings but {@code peak-threshold} are about. */
    DBN,
    /** Peak picking, which heeds {@code peak-threshold} and the preset {@code beats-only} alone. */
    PEAKS;

    /** The decoder that a model folder names; the network where it says nothing. */
    static Method named(String text) {
      return switch (text) {
        case "", "dbn" -> DBN;
        case "peaks" -> PEAKS;
        default ->
            throw new IllegalArgumentException(
                "there is no decoder %s: name dbn, peaks or tempo in model.json, or set neume.decoder.method"
                    .formatted(text));
      };
    }
  }

  /** The decoder of every network of beats, whatever its model folder names. */
  Optional<Method> method();

  /** Peak picking takes activations above this, 0 to 1. */
  Optional<Double> peakThreshold();

  /** Where the other settings start from. */
  enum Preset {
    /** Beats, bars and tempo. */
    DEFAULTS,
    /** Beats without bars. */
    BEATS_ONLY,
    /** The choices of the text that the project started from. */
    SEED
  }

  /** The starting point; what is not set below stays as it is there. */
  @WithDefault("defaults")
  Preset preset();

  /** Bar lengths in beats. */
  Optional<List<Integer>> barLengths();

  /** Probability of another bar length at a bar line, 0 to 1. */
  Optional<Double> barLengthChange();

  /** Slowest tempo, in beats per minute; asks for {@code max-tempo} as well. */
  Optional<Double> minTempo();

  /** Fastest tempo, in beats per minute; asks for {@code min-tempo} as well. */
  Optional<Double> maxTempo();

  /** Steepness of tempo changes: 1 for free, 300 for strict time. */
  Optional<Double> lambda();

  /** A beat takes this part of its period, as a reciprocal. */
  Optional<Integer> observationLambda();

  /** Exponent of the activations, above 0; 1 takes them as they are. */
  Optional<Double> sharpness();

  /** From this activation on, 0 to 1, a frame counts as music. */
  Optional<Double> threshold();

  /**
   * The decoder that a network's activations get: the one set here, otherwise the one that its model
   * folder names.
   *
   * @throws IllegalArgumentException in one line if the settings do not go together
   */
  default DecoderChoice choice() {
    ActivationDecoding network = new ActivationDecoding.Network(config());
    ActivationDecoding peaks =
        new ActivationDecoding.Peaks(
            changed(preset() == Preset.BEATS_ONLY ? PeakRule.beatsOnly() : PeakRule.defaults()));
    Optional<Method> set = method();
    return named -> {
      if (named.equals(DecoderName.TEMPO.text())) {
        // Only now: settings for beats need not suit it.
        return new ActivationDecoding.Tempo(tempoRule());
      }
      return set.orElseGet(() -> Method.named(named)) == Method.DBN ? network : peaks;
    };
  }

  /**
   * How a tempo without beats is found: between the same tempi as beats, where those are set.
   *
   * @throws IllegalArgumentException in one line if the settings do not go together
   */
  default TempoRule tempoRule() {
    TempoRule rule = TempoRule.defaults();
    return minTempo().isPresent() && maxTempo().isPresent()
        ? rule.withTempi(minTempo().get(), maxTempo().get())
        : rule;
  }

  /**
   * The network's configuration that these settings describe.
   *
   * @throws IllegalArgumentException in one line if they do not go together
   */
  default DecoderConfig config() {
    return changed(
        switch (preset()) {
          case DEFAULTS -> DecoderConfig.defaults();
          case BEATS_ONLY -> DecoderConfig.beatsOnly();
          case SEED -> DecoderConfig.seed(lambda().orElse(100.0));
        });
  }

  /** A rule of peak picking with what is set here, and otherwise as it is. */
  default PeakRule changed(PeakRule rule) {
    return peakThreshold().map(rule::withThreshold).orElse(rule);
  }

  /**
   * A configuration with what is set here beside the preset, and otherwise as it is.
   *
   * @throws IllegalArgumentException in one line if the settings do not go together
   */
  default DecoderConfig changed(DecoderConfig config) {
    if (minTempo().isPresent() != maxTempo().isPresent()) {
      throw new IllegalArgumentException(
          "only one end of the tempo range is set: set neume.decoder.min-tempo and max-tempo");
    }
    TempoModel tempo = config.tempo();
    List<Integer> intervals =
        minTempo().isPresent()
            ? BeatIntervals.ofTempi(
                config.frameRate(), minTempo().orElseThrow(), maxTempo().orElseThrow())
            : tempo.intervals();
    MeterModel meter = config.meter();
    ObservationModel observation = config.observation();
    PassageRule passages = config.passages();
    return config
        .withTempo(
            new TempoModel(intervals, lambda().orElse(tempo.lambda()), tempo.changeProbability()))
        .withMeter(
            new MeterModel(
                barLengths().orElse(meter.barLengths()),
                barLengthChange().orElse(meter.changeProbability())))
        .withObservation(
            new ObservationModel(
                observationLambda().orElse(observation.lambda()),
                observation.floor(),
                observation.correctToPeak(),
                sharpness().orElse(observation.sharpness())))
        .withPassages(
            new PassageRule(
                threshold().orElse(passages.threshold()),
                passages.presence(),
                passages.minimumFrames(),
                passages.gapFrames()));
  }
}
