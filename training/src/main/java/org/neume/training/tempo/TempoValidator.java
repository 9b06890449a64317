package org.neume.training.tempo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neume.decoder.decode.AutocorrelationDecoder;
import org.neume.decoder.decode.BeatDecision;
import org.neume.decoder.decode.TempoRule;
import org.neume.training.beats.TrainingPiece;
import org.neume.training.evaluation.SteadyTempo;
import org.neume.training.evaluation.TempoHit;
import org.neume.training.network.TempoNetwork;
import org.neume.training.train.Figures;
import org.neume.training.train.Validator;

/** Finds the tempo of every validation piece that keeps to one, as the services would. */
final class TempoValidator implements Validator {
  private static final double SAME = 0.5;
  private static final float SOFTER = (float) Math.pow(10, -30 / 20.0);

  private final List<TrainingPiece> pieces;
  private final TempoNetwork network;
  private final TempoRule rule;

  TempoValidator(List<TrainingPiece> pieces, TempoNetwork network, TempoRule rule) {
    this.pieces = List.copyOf(pieces);
    this.network = network;
    this.rule = rule;
  }

  @Override
  public Figures validate(Inference inference) {
    int[] count = new int[2];
    int[] right = new int[2];
    int[] multiple = new int[2];
    int same = 0;
    for (TrainingPiece piece : pieces) {
      OptionalDouble truth = SteadyTempo.of(piece.beatTimes());
      if (truth.isEmpty()) {
        continue;
      }
      double found = tempo(piece, inference, 1);
      double softer = tempo(piece, inference, SOFTER);
      int kind = piece.real() ? 1 : 0;
      count[kind]++;
      TempoHit hit = TempoHit.of(truth.getAsDouble(), found);
      right[kind] += hit.near() ? 1 : 0;
      multiple[kind] += hit.octave() ? 1 : 0;
      same += Math.abs(found - softer) <= SAME ? 1 : 0;
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    put(figures, TempoFigures.REAL, right[1], count[1]);
    put(figures, TempoFigures.REAL_OCTAVES, multiple[1], count[1]);
    put(figures, TempoFigures.RENDERED, right[0], count[0]);
    put(figures, TempoFigures.RENDERED_OCTAVES, multiple[0], count[0]);
    put(figures, TempoFigures.LEVEL, same, count[0] + count[1]);
    return TempoFigures.of(figures);
  }

  private static void put(Map<String, Double> figures, String name, int part, int count) {
    if (count > 0) {
      figures.put(name, (double) part / count);
    }
  }

  /** The tempo in beats per minute, 0 where there is none. */
  private double tempo(TrainingPiece piece, Inference inference, float gain) {
    int context = network.contextFrames();
    float[] samples = new float[(piece.frames() + 2 * context) * TempoNetwork.SAMPLES];
    piece.copyFrames(0, piece.frames(), samples, context * TempoNetwork.SAMPLES);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
    int from = context * network.places();
    float[] pulses =
        Arrays.copyOfRange(
            inference.activations(samples), from, from + piece.frames() * network.places());
    AutocorrelationDecoder decoder = AutocorrelationDecoder.of(rule);
    decoder.push(pulses, piece.frames(), rule.columns());
    BeatDecision decision = decoder.finish();
    return decision.tempi().isEmpty() ? 0 : decision.tempi().get(0).beatsPerMinute();
  }
}
