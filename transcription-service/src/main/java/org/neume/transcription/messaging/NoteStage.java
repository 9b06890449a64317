package org.neume.transcription.messaging;

import java.util.Map;
import java.util.Set;
import org.neume.schemas.DecoderName;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.NoteBlock;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * Activations to notes, for every network whose model folder names the decoder {@code notes} or {@code
 * frames}, and to the only note of a recording for those that name {@code pitch}. The notes' stream is
 * named like the activations' stream. Safe for use by many threads.
 */
public final class NoteStage implements StageDefinition<ActivationBlock, NoteBlock> {
  /** The stage's name. */
  public static final String NAME = "notes";

  private final NoteConfig config;

  /** A stage that forms notes as configured. */
  public NoteStage(NoteConfig config) {
    this.config = config;
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
  public StreamType<NoteBlock> output() {
    return Streams.NOTES;
  }

  @Override
  public Set<String> outputStreams(ActivationBlock first) {
    // Given up before its network said anything: nobody can know whose it was, so every decoder
    // passes the end on, and no reader of any topic waits for it.
    boolean unknown = first.getOutputs().isEmpty();
    boolean notes =
        DecoderName.named(first.getDecoderName())
            .filter(decoder -> decoder.givesNotes() && decoder.reads(first.getOutputs()))
            .isPresent();
    return unknown || notes || decodes(first, DecoderName.PITCH)
        ? Set.of(first.getStream())
        : Set.of();
  }

  @Override
  public RecordingMachine<ActivationBlock, NoteBlock> open(
      ActivationBlock first, Map<String, NoteBlock> lastOutputs) {
    return decodes(first, DecoderName.PITCH)
        ? new SingleNoteMachine(first)
        : new NoteMachine(config, first, lastOutputs.get(first.getStream()));
  }

  private static boolean decodes(ActivationBlock first, DecoderName decoder) {
    return first.getDecoderName().equals(decoder.text()) && decoder.reads(first.getOutputs());
  }
}
