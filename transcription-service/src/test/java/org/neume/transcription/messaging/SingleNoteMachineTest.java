package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.SingleNoteOutputs;
import org.neume.schemas.Streams;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.stage.testing.MachineContract;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;
import org.neume.transcription.notes.SingleNotes;

@DisplayName("The activations of a recording of one note")
class SingleNoteMachineTest {
  private final NoteStage stage = new NoteStage(Configs.notes(Map.of()));

  /** Rows in blocks of 1 to 60 frames, and an empty one that ends the recording. */
  private static List<ActivationBlock> blocks(
      String id, SingleNotes notes, long seed, End end, List<String> outputs) {
    float[] rows = notes.rows();
    Random random = new Random(seed);
    List<ActivationBlock> blocks = new ArrayList<>();
    int frames = rows.length / SingleNotes.COLUMNS;
    int at = 0;
    boolean last = false;
    while (!last) {
      int count = Math.min(frames - at, 1 + random.nextInt(60));
      last = at == frames;
      float[] values = new float[count * outputs.size()];
      for (int frame = 0; frame < count; frame++) {
        for (int column = 0; column < outputs.size(); column++) {
          int source = SingleNoteOutputs.names().indexOf(outputs.get(column));
          values[frame * outputs.size() + column] =
              rows[(at + frame) * SingleNotes.COLUMNS + source];
        }
      }
      blocks.add(
          ActivationBlock.newBuilder()
              .setRecordingId(id)
              .setStream("pitch")
              .setSequence(blocks.size())
              .setFirstFrame(at)
              .setFrameCount(count)
              .setOutputs(outputs)
              .setFrameRate(50)
              .setElementType(ElementType.F32)
              .setPayload(TensorPayload.encode(ElementType.F32, values, 0, values.length))
              .setProvenance("test")
              .setDecoderName("pitch")
              .setAnalyses(List.of("pitch", "score"))
              .setEnd(last ? end : End.OPEN)
              .setCause(last && end == End.ABORTED ? "stalled" : null)
              .build());
      at += count;
    }
    return blocks;
  }

  private static List<ActivationBlock> note(String id, long seed) {
    return blocks(
        id,
        new SingleNotes(200, 1).with(30, 150, 69.05, 0),
        seed,
        End.COMPLETE,
        SingleNoteOutputs.names());
  }

  @Test
  @DisplayName("give one block with the note and what is known of it, and no analysis for a score")
  void note() {
    NoteBlock block = MachineContract.run(stage, note("r", 1)).get(0);
    assertThat(block.getNotes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.getPitch()).isEqualTo(69);
              assertThat(note.getVelocity()).isEqualTo(100);
              assertThat(note.getOnset()).isEqualTo(0.6);
            });
    assertThat(block.getSingle().getPitches()).hasSize(3);
    assertThat(block.getSingle().getCents()).isBetween(4.9, 5.1);
    assertThat(block.getSingle().getFamily()).isEqualTo("string");
    assertThat(block.getFrameCount()).isEqualTo(200);
    assertThat(block.getEnd()).isEqualTo(End.COMPLETE);
    assertThat(block.getAnalyses()).containsExactly("pitch");
  }

  @Property(tries = 20)
  @Label("give the same block however they are cut")
  void cut(@ForAll long seed) {
    assertThat(MachineContract.run(stage, note("r", seed)))
        .isEqualTo(MachineContract.run(stage, note("r", 1)));
  }

  @Test
  @DisplayName("of a network that tells pitches alone give no family and no velocity")
  void pitchesAlone() {
    List<ActivationBlock> blocks =
        blocks(
            "r",
            new SingleNotes(200, 1).with(30, 150, 40, 0),
            2,
            End.COMPLETE,
            SingleNoteOutputs.required());
    NoteBlock block = MachineContract.run(stage, blocks).get(0);
    assertThat(block.getNotes().get(0).getPitch()).isEqualTo(40);
    assertThat(block.getNotes().get(0).getVelocity()).isEqualTo(64);
    assertThat(block.getSingle().getFamily()).isNull();
    assertThat(block.getSingle().getVelocityProbability()).isZero();
  }

  @Test
  @DisplayName("that are aborted give no note and end with the same cause")
  void aborted() {
    List<ActivationBlock> blocks =
        blocks(
            "r",
            new SingleNotes(100, 1).with(30, 90, 40, 0),
            2,
            End.ABORTED,
            SingleNoteOutputs.names());
    List<NoteBlock> given = MachineContract.run(stage, blocks);
    assertThat(given).hasSize(1);
    assertThat(given.get(0).getNotes()).isEmpty();
    assertThat(given.get(0).getEnd()).isEqualTo(End.ABORTED);
    assertThat(given.get(0).getCause()).isEqualTo("stalled");
  }

  /** A note, a melody, a song, and silence, one block of each after the other. */
  private static StageLogs<ActivationBlock, NoteBlock> inputs(long seed) {
    List<String> outputs = SingleNoteOutputs.names();
    SingleNotes melody = new SingleNotes(260, 1).with(10, 80, 60, 0).with(80, 250, 67, 0);
    List<List<ActivationBlock>> recordings =
        List.of(
            note("note", seed),
            blocks("melody", melody, seed, End.COMPLETE, outputs),
            blocks(
                "song",
                new SingleNotes(1_800, 1).with(0, 1_800, 60, 0),
                seed,
                End.COMPLETE,
                outputs),
            blocks("silence", new SingleNotes(90, 1), seed, End.COMPLETE, outputs));
    StageLogs<ActivationBlock, NoteBlock> logs =
        new StageLogs<>(Streams.ACTIVATIONS, Streams.NOTES);
    int longest = recordings.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (List<ActivationBlock> blocks : recordings) {
        if (i < blocks.size()) {
          logs.publish(blocks.get(i), 1_000 + i);
        }
      }
    }
    return logs;
  }

  private StageSimulation<ActivationBlock, NoteBlock> life(
      StageLogs<ActivationBlock, NoteBlock> logs, long seed) {
    return new StageSimulation<>(stage, logs, seed, StageSimulation.LIMITS, List::of);
  }

  @Test
  @DisplayName("of what is no single note end aborted and say why")
  void noSingleNote() {
    StageLogs<ActivationBlock, NoteBlock> logs = inputs(1);
    assertThat(life(logs, 1).drain().openRecordings()).isZero();
    assertThat(logs.outputs().get("note/pitch")).hasSize(1);
    Map.of(
            "melody", "others follow",
            "song", "lasts longer than 30 s",
            "silence", "nothing sounds")
        .forEach(
            (name, cause) -> {
              NoteBlock end = logs.outputs().get(name + "/pitch").get(0);
              assertThat(end.getEnd()).isEqualTo(End.ABORTED);
              assertThat(end.getCause()).contains(cause).hasLineCount(1);
              assertThat(end.getNotes()).isEmpty();
            });
  }

  @Test
  @DisplayName("give the same records wherever the stage was stopped")
  void everyPoint() {
    StageLogs<ActivationBlock, NoteBlock> inputs = inputs(1);
    StageLogs<ActivationBlock, NoteBlock> undisturbed = inputs.copyOfInputs();
    int events = life(undisturbed, 42).drain().events();
    for (int point = 0; point <= events; point++) {
      StageLogs<ActivationBlock, NoteBlock> logs = inputs.copyOfInputs();
      life(logs, 42).dieAfter(point);
      life(logs, point).drain();
      assertThat(logs.outputs()).as("stopped after " + point).isEqualTo(undisturbed.outputs());
      assertThat(logs.statuses()).as("stopped after " + point).isEqualTo(undisturbed.statuses());
    }
  }
}
