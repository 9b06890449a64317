package org.neume.decoder.messaging;

import java.util.Map;
import java.util.Set;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.schemas.DecoderName;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.BeatBlock;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * Activations to beats, for every network that has an output {@code beat} and whose model folder
 * names a decoder, and to a tempo without beats, for networks that name the decoder of tempi. The stream is named like the activations' stream. Safe for use by many threads.
 */
public final class DecoderStage implements StageDefinition<ActivationBlock, BeatBlock> {
  /** The stage's name. */
  public static final String NAME = "beats";

  private final DecoderChoice decoders;

  /** A stage that decodes each network's activations as this choice says. */
  public DecoderStage(DecoderChoice decoders) {
    this.decoders = decoders;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StreamType<ActivationBlock> input() {
    return Streams.ACTIVATIONS;
  }

  @Override
  public StreamType<BeatBlock> output() {
    return Streams.BEATS;
  }

  @Override
  public Set<String> outputStreams(ActivationBlock first) {
    if (first.getOutputs().isEmpty()) {
      // Given up before its network said anything: nobody can know whose it was, so every decoder
      // passes the end on, and no reader of any topic waits for it.
      return Set.of(first.getStream());
    }
    boolean beats =
        first.getOutputs().contains(DecoderName.BEAT)
            && !first.getDecoderName().equals(DecoderName.NONE.text());
    boolean tempo = first.getDecoderName().equals(DecoderName.TEMPO.text());
    return beats || tempo ? Set.of(first.getStream()) : Set.of();
  }

  @Override
  public RecordingMachine<ActivationBlock, BeatBlock> open(
      ActivationBlock first, Map<String, BeatBlock> lastOutputs) {
    return new DecoderMachine(decoders, first, lastOutputs.get(first.getStream()));
  }
}
