package org.neume.decoder.decode;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which decoder turns activations into beats, with all of its settings. Immutable; equal choices
 * give equal beats.
 *
 * <p>Networks without downbeats are decoded by the same choice without its bars.
 */
public sealed interface ActivationDecoding {
  /** The output that says where beats are, downbeats included. */
  String BEAT = "beat";

  /** The output that says where downbeats are; networks may do without. */
  String DOWNBEAT = "downbeat";

  /** Frames per second that the decoders are made for. */
  double frameRate();

  /** The decoder's name: {@code dbn}, {@code peaks} or {@code tempo}. */
  String name();

  /**
   * The outputs of a network that the decoder reads, in the order of the columns that it is given; the
   * first ones it cannot do without.
   *
   * @param offered names of all outputs of the network
   * @return those that the decoder wants and the network has, empty if it cannot be decoded
   */
  default List<String> outputs(List<String> offered) {
    return offered.contains(BEAT)
        ? Stream.of(BEAT, DOWNBEAT).filter(offered::contains).toList()
        : List.of();
  }

  /**
   * The settings that matter for the beats, as {@code name=value} pairs with spaces between, by the
   * names that the service knows them by.
   *
   * @param downbeats whether the activations have a second column
   */
  String settings(boolean downbeats);

  /**
   * A decoder for a recording from its first frame on.
   *
   * @param downbeats whether the activations have a second column, that of downbeats
   */
  BeatDecoder start(boolean downbeats);

  /**
   * A decoder that goes on behind a decision.
   *
   * @param downbeats as it was at the start
   * @throws IllegalArgumentException if the point was made by another decoder or with other settings
   */
  BeatDecoder resume(boolean downbeats, ResumePoint point);

  /** The dynamic Bayesian network. */
  record Network(DecoderConfig config) implements ActivationDecoding {
    @Override
    public double frameRate() {
      return config.frameRate();
    }

    @Override
    public String name() {
      return "dbn";
    }

    @Override
    public BeatDecoder start(boolean downbeats) {
      return DbnBeatDecoder.of(suited(downbeats));
    }

    @Override
    public BeatDecoder resume(boolean downbeats, ResumePoint point) {
      return DbnBeatDecoder.resume(suited(downbeats), point);
    }

    @Override
    public String settings(boolean downbeats) {
      DecoderConfig suited = suited(downbeats);
      TempoModel tempo = suited.tempo();
      StringJoiner text = new StringJoiner(" ");
      text.add("bars=" + (suited.meter().hasBars() ? commas(suited.meter().barLengths()) : "none"));
      if (suited.meter().barLengths().size() > 1) {
        text.add("bar-length-change=" + suited.meter().changeProbability());
      }
      text.add(
          "periods=%d-%d/%d"
              .formatted(tempo.shortest(), tempo.longest(), tempo.intervals().size()));
      text.add("lambda=" + tempo.lambda());
      tempo.changeProbability().ifPresent(p -> text.add("tempo-change=" + p));
      text.add("observation-lambda=" + suited.observation().lambda());
      text.add("sharpness=" + suited.observation().sharpness());
      return text.add("threshold=" + suited.passages().threshold()).toString();
    }

    private static String commas(List<Integer> lengths) {
      return lengths.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The configuration that activations with or without downbeats are decoded with. */
    public DecoderConfig suited(boolean downbeats) {
      return downbeats ? config : config.withMeter(MeterModel.none());
    }
  }

  /** The autocorrelation of onsets, which finds a tempo and no beats. */
  record Tempo(TempoRule rule) implements ActivationDecoding {
    @Override
    public double frameRate() {
      return rule.frameRate();
    }

    @Override
    public String name() {
      return "tempo";
    }

    @Override
    public List<String> outputs(List<String> offered) {
      List<String> wanted =
          IntStream.range(0, rule.columns()).mapToObj(place -> "pulse-" + place).toList();
      return offered.containsAll(wanted) ? wanted : List.of();
    }

    @Override
    public String settings(boolean downbeats) {
      return "tempi=%s-%s center=%s octaves=%s"
          .formatted(rule.slowest(), rule.fastest(), rule.center(), rule.octaves());
    }

    @Override
    public BeatDecoder start(boolean downbeats) {
      return AutocorrelationDecoder.of(rule);
    }

    @Override
    public BeatDecoder resume(boolean downbeats, ResumePoint point) {
      return AutocorrelationDecoder.resume(rule, point);
    }
  }

  /** Peak picking. */
  record Peaks(PeakRule rule) implements ActivationDecoding {
    @Override
    public double frameRate() {
      return rule.frameRate();
    }

    @Override
    public String name() {
      return "peaks";
    }

    @Override
    public BeatDecoder start(boolean downbeats) {
      return PeakPickingDecoder.of(suited(downbeats));
    }

    @Override
    public BeatDecoder resume(boolean downbeats, ResumePoint point) {
      return PeakPickingDecoder.resume(suited(downbeats), point);
    }

    @Override
    public String settings(boolean downbeats) {
      return "bars=%s peak-threshold=%s reach=%d"
          .formatted(
              rule.bars() && downbeats ? "counted" : "none", rule.threshold(), rule.reachFrames());
    }

    private PeakRule suited(boolean downbeats) {
      return rule.withBars(rule.bars() && downbeats);
    }
  }
}
