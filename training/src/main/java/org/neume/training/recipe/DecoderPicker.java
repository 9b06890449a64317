package org.neume.training.recipe;

import java.util.ArrayList;
import java.util.List;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.BeatDecision;
import org.neume.decoder.decode.DbnBeatDecoder;
import org.neume.decoder.decode.DecodedBeat;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.training.beats.BeatPicker;
import org.neume.training.beats.PickedBeats;

/** Validates with the decoder that listeners get. */
public final class DecoderPicker implements BeatPicker {

  @Override
  public String name() {
    DecoderConfig bars = DecoderConfig.defaults();
    DecoderConfig beats = DecoderConfig.beatsOnly();
    return "dbn "
        + String.join(
            " / ",
            new ActivationDecoding.Network(bars).settings(true),
            new ActivationDecoding.Network(beats).settings(false));
  }

  @Override
  public PickedBeats pick(float[] activations, int outputs, double frameRate) {
    DecoderConfig config = outputs > 1 ? DecoderConfig.defaults() : DecoderConfig.beatsOnly();
    DbnBeatDecoder decoder = DbnBeatDecoder.of(config);
    List<BeatDecision> decisions =
        new ArrayList<>(decoder.push(activations, activations.length / outputs, outputs));
    decisions.add(decoder.finish());
    List<DecodedBeat> beats = decisions.stream().flatMap(d -> d.beats().stream()).toList();
    return new PickedBeats(
        beats.stream().mapToDouble(beat -> beat.frame() / frameRate).toArray(),
        outputs > 1
            ? beats.stream()
                .filter(beat -> beat.number() == 1)
                .mapToDouble(beat -> beat.frame() / frameRate)
                .toArray()
            : new double[0]);
  }
}
