package org.neume.decoder.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.BeatBlock;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * Activations to beats, for every network that has an output {@value #BEAT}. The beats' stream is
 * named like the activations' stream. Safe for use by many threads.
 */
public final class DecoderStage implements StageDefinition<ActivationBlock, BeatBlock> {
  /** The stage's name. */
  public static final String NAME = "beats";

  /** The network output that says where beats are. */
  static final String BEAT = "beat";

  /** The network output that says where downbeats are; networks may do without. */
  static final String DOWNBEAT = "downbeat";

  // Raised whenever the arithmetic changes, for provenance.
  private static final int ARITHMETIC = 1;

  private final ActivationDecoding decoding;
  private final String provenance;

  /** A stage that decodes as this choice says. */
  public DecoderStage(ActivationDecoding decoding) {
    this.decoding = decoding;
    CRC32C hash = new CRC32C();
    hash.update((ARITHMETIC + " " + decoding).getBytes(StandardCharsets.UTF_8));
    provenance = "%s-%08x".formatted(decoding.name(), hash.getValue());
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
    // A stream that was aborted before its network said anything does not name its outputs.
    boolean beats =
        first.getOutputs().contains(BEAT)
            || (first.getOutputs().isEmpty() && first.getStream().startsWith(NAME));
    return beats ? Set.of(first.getStream()) : Set.of();
  }

  @Override
  public RecordingMachine<ActivationBlock, BeatBlock> open(
      ActivationBlock first, Map<String, BeatBlock> lastOutputs) {
    return new DecoderMachine(decoding, first, lastOutputs.get(first.getStream()), provenance);
  }
}
