package org.neume.cli.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neume.annotation.PlayedNote;
import org.neume.cli.CommandException;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.stage.InvalidInputException;
import org.neume.transcription.messaging.NoteStage;

/**
 * The stage of notes in several settings, to be tried on the same activations. Immutable; safe for use
 * by many threads.
 */
public final class NoteTrials {
  private final Map<String, NoteStage> stages = new LinkedHashMap<>();

  /**
   * Sets the stages up.
   *
   * @param trials settings of the service by property name, by what to call them
   * @throws CommandException in one line if no notes can be formed with some
   */
  public NoteTrials(Map<String, Map<String, String>> trials) {
    trials.forEach(
        (name, properties) -> {
          var config = new ServiceSettings(properties).notes();
          try {
            var unused = config.settings();
          } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
          }
          stages.put(name, new NoteStage(config));
        });
  }

  /** What the settings are called, in order. */
  public List<String> names() {
    return List.copyOf(stages.keySet());
  }

  /**
   * The notes of one recording by the name of the settings.
   *
   * @param activations all records of its activations
   * @throws InvalidInputException if they are no activations of notes
   */
  public Map<String, List<PlayedNote>> decode(List<ActivationBlock> activations) {
    Map<String, List<PlayedNote>> found = new LinkedHashMap<>();
    stages.forEach((name, stage) -> found.put(name, decode(stage, activations)));
    return found;
  }

  private static List<PlayedNote> decode(NoteStage stage, List<ActivationBlock> activations) {
    List<PlayedNote> notes = new ArrayList<>();
    boolean complete = false;
    try (StageDriver<ActivationBlock, NoteBlock> driver = new StageDriver<>(stage)) {
      for (ActivationBlock block : activations) {
        for (NoteBlock decided : driver.apply(block)) {
          if (decided.getEnd() == End.ABORTED) {
            throw new InvalidInputException(
                Objects.requireNonNullElse(decided.getCause(), "the recording was aborted"));
          }
          decided.getNotes().forEach(note -> notes.add(played(note)));
          complete |= decided.getEnd() == End.COMPLETE;
        }
      }
    }
    if (!complete) {
      throw new InvalidInputException("the model gives no notes; choose another with --note-model");
    }
    return notes;
  }

  private static PlayedNote played(Note note) {
    return new PlayedNote(
        note.getOnset(),
        note.getOffset(),
        note.getPitch(),
        note.getVelocity(),
        note.getConfidence());
  }
}
