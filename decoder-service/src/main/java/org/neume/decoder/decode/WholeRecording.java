package org.neume.decoder.decode;

import java.util.ArrayList;
import java.util.List;

/** Decodes recordings whose activations are at hand as a whole. */
public final class WholeRecording {
  private WholeRecording() {}

  /**
   * The beats of a recording, the same that arrive piece by piece when it streams.
   *
   * @param decoder a fresh decoder, which is finished afterwards
   * @param activations rows of {@code columns} values, see {@link BeatDecoder#push}
   * @param columns 1 or 2
   * @throws IllegalArgumentException as {@link BeatDecoder#push} does
   */
  public static BeatAnnotation decode(BeatDecoder decoder, float[] activations, int columns) {
    if (columns < 1 || activations.length % columns != 0) {
      throw new IllegalArgumentException(
          "%d activations are no whole rows of %d".formatted(activations.length, columns));
    }
    List<DecodedBeat> beats = new ArrayList<>();
    decoder
        .push(activations, activations.length / columns, columns)
        .forEach(decision -> beats.addAll(decision.beats()));
    BeatDecision last = decoder.finish();
    beats.addAll(last.beats());
    return new BeatAnnotation(beats, last.tempi());
  }

  /**
   * The beats of a recording whose bars all have the same length: each of the configured lengths is
   * decoded by itself, and the one with the most probable path wins, the first of equals (Böck, Krebs
   * and Widmer 2016). Paths never have to be forced, so memory grows with the recording.
   *
   * @param config a configuration with bars
   * @param activations rows of beat and downbeat activation, see {@link BeatDecoder#push}
   * @throws IllegalArgumentException as {@link BeatDecoder#push} does, or without bar lengths
   */
  public static BeatAnnotation decodeWithOneBarLength(DecoderConfig config, float[] activations) {
    if (!config.meter().hasBars()) {
      throw new IllegalArgumentException("no bar lengths to choose from: configure one or more");
    }
    StreamRule stream = config.stream();
    StreamRule patient =
        new StreamRule(stream.checkFrames(), StreamRule.UNBOUNDED, stream.idleFrames());
    BeatAnnotation best = new BeatAnnotation(List.of(), List.of());
    double highest = Double.NEGATIVE_INFINITY;
    for (int length : config.meter().barLengths()) {
      DbnBeatDecoder decoder =
          DbnBeatDecoder.of(config.withMeter(MeterModel.only(length)).withStream(patient));
      BeatAnnotation annotation = decode(decoder, activations, 2);
      if (decoder.logProbability() > highest) {
        highest = decoder.logProbability();
        best = annotation;
      }
    }
    return best;
  }
}
