package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.NoteOutputs;
import org.neume.schemas.Streams;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.stage.InvalidInputException;
import org.neume.stage.testing.MachineContract;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;
import org.neume.transcription.messaging.NoteRecordings.Put;

@DisplayName("A recording's note activations")
class NoteMachineTest {
  private static final int FRAMES = 1_500;

  private final NoteStage stage = new NoteStage(Configs.notes(Map.of()));

  private static List<ActivationBlock> recording(long seed) {
    List<Put> notes = NoteRecordings.melody(FRAMES, seed);
    return NoteRecordings.blocks("r", NoteRecordings.rows(FRAMES, notes, seed), seed);
  }

  @Test
  @DisplayName(
      "that become unmusical give what was decided before, then fail, however they are cut")
  void unmusical() {
    int frames = 400;
    List<Put> put = List.of(new Put(10, 30, 60), new Put(40, 60, 64));
    float[] rows = NoteRecordings.rows(frames, put, 1);
    int columns = rows.length / frames;
    for (int frame = 100; frame < frames; frame++) {
      for (int key = 0; key < columns / 3; key++) {
        rows[frame * columns + key] = frame % 3 == 1 && (key > 0 || frame == 100) ? 1 : 0;
        rows[frame * columns + columns / 3 + key] = 1;
      }
    }
    List<List<NoteBlock>> decided = new ArrayList<>();
    for (long cut = 1; cut <= 8; cut++) {
      List<ActivationBlock> blocks = NoteRecordings.blocks("r", rows, cut);
      StageLogs<ActivationBlock, NoteBlock> logs =
          new StageLogs<>(Streams.ACTIVATIONS, Streams.NOTES);
      blocks.forEach(block -> logs.publish(block, 1_000));
      var life = new StageSimulation<>(stage, logs, cut, StageSimulation.LIMITS, List::of);
      assertThat(life.drain().openRecordings()).isZero();
      decided.add(logs.outputs().getOrDefault("r/notes", List.of()));
      assertThat(logs.deadLetters()).singleElement().asString().contains("more than 4096 notes");
    }
    assertThat(decided).allMatch(decided.get(0)::equals);
    assertThat(decided.get(0).stream().flatMap(b -> b.getNotes().stream()).map(Note::getPitch))
        .containsExactly(60, 64);
    NoteBlock end = decided.get(0).get(decided.get(0).size() - 1);
    assertThat(end.getEnd()).isEqualTo(End.ABORTED);
    assertThat(end.getCause()).startsWith("notes: more than 4096 notes begin").hasLineCount(1);
  }

  @Test
  @DisplayName("give the notes that were put in, each in the block that decides its frame")
  void notes() {
    List<Put> put = NoteRecordings.melody(FRAMES, 3);
    List<NoteBlock> blocks =
        MachineContract.run(
            stage, NoteRecordings.blocks("r", NoteRecordings.rows(FRAMES, put, 3), 3));
    List<Note> notes = blocks.stream().flatMap(b -> b.getNotes().stream()).toList();
    List<Put> expected =
        put.stream()
            .sorted(Comparator.comparingInt(Put::onset).thenComparingInt(Put::pitch))
            .toList();
    assertThat(notes).hasSameSizeAs(expected);
    List<Note> ordered =
        notes.stream()
            .sorted(
                Comparator.<Note>comparingLong(n -> Math.round(n.getOnset() * 50))
                    .thenComparingInt(Note::getPitch))
            .toList();
    for (int i = 0; i < ordered.size(); i++) {
      Note note = ordered.get(i);
      assertThat(note.getPitch()).isEqualTo(expected.get(i).pitch());
      assertThat(note.getOnset() * 50)
          .isBetween(expected.get(i).onset() - 0.5, expected.get(i).onset() + 0.5);
      assertThat(note.getOffset() * 50)
          .isBetween(expected.get(i).end() - 1.0, expected.get(i).end() + 0.0);
      assertThat(note.getVelocity()).isEqualTo(64);
    }
    assertThat(notes).isSortedAccordingTo(Comparator.comparingDouble(Note::getOnset));
    long decided = 0;
    for (NoteBlock block : blocks) {
      assertThat(block.getFirstFrame()).isEqualTo(decided);
      decided += block.getFrameCount();
      double end = decided / 50.0;
      assertThat(block.getNotes()).allSatisfy(n -> assertThat(n.getOnset()).isLessThan(end));
      assertThat(block.getAnalyses()).containsExactly("beats", "notes", "score");
    }
    assertThat(decided).isEqualTo(FRAMES);
    assertThat(blocks.size()).as("notes leave while the recording goes on").isGreaterThan(10);
    assertThat(blocks.get(blocks.size() - 1).getEnd()).isEqualTo(End.COMPLETE);
  }

  @Property(tries = 10)
  @Label("give the same blocks however they are cut")
  void chunking(@ForAll long seed) {
    NoteStage notes = new NoteStage(Configs.notes(Map.of()));
    float[] rows = NoteRecordings.rows(800, NoteRecordings.melody(800, seed), seed);
    assertThat(MachineContract.run(notes, NoteRecordings.blocks("r", rows, seed)))
        .isEqualTo(MachineContract.run(notes, NoteRecordings.blocks("r", rows, ~seed)));
  }

  @Test
  @DisplayName("are taken over behind any block without a changed bit, by either method")
  void handover() {
    for (String method : List.of("posteriors", "candidates")) {
      NoteStage notes = new NoteStage(Configs.notes(Map.of("neume.notes.method", method)));
      int handovers = 0;
      for (int seed = 1; seed <= 3; seed++) {
        handovers += MachineContract.checkHandovers(notes, recording(seed));
      }
      assertThat(handovers).as(method).isGreaterThan(30);
    }
  }

  @Test
  @DisplayName("are read by name, whatever the order of the columns, with or without velocities")
  void columns() {
    float[] rows = NoteRecordings.rows(600, NoteRecordings.melody(600, 4), 4);
    List<NoteBlock> expected = MachineContract.run(stage, NoteRecordings.blocks("r", rows, 4));
    int columns = NoteOutputs.names().size();
    List<String> shuffled = new ArrayList<>(NoteOutputs.names());
    Collections.shuffle(shuffled, new java.util.Random(5));
    float[] moved = new float[rows.length];
    for (int frame = 0; frame < rows.length / columns; frame++) {
      for (int column = 0; column < columns; column++) {
        moved[frame * columns + column] =
            rows[frame * columns + NoteOutputs.names().indexOf(shuffled.get(column))];
      }
    }
    List<ActivationBlock> blocks = NoteRecordings.blocks("r", moved, 4);
    blocks.forEach(b -> b.setOutputs(shuffled));
    assertThat(MachineContract.run(stage, blocks)).isEqualTo(expected);

    int kept = columns * 2 / 3;
    float[] mute = new float[rows.length / columns * kept];
    for (int frame = 0; frame < rows.length / columns; frame++) {
      System.arraycopy(rows, frame * columns, mute, frame * kept, kept);
    }
    ActivationBlock whole = blocks.get(0);
    ActivationBlock quiet =
        ActivationBlock.newBuilder(whole)
            .setOutputs(NoteOutputs.names().subList(0, kept))
            .setFrameCount(100)
            .setPayload(TensorPayload.encode(ElementType.F32, mute, 0, 100 * kept))
            .setEnd(End.COMPLETE)
            .build();
    assertThat(
            MachineContract.run(stage, List.of(quiet)).stream().flatMap(b -> b.getNotes().stream()))
        .isNotEmpty()
        .allSatisfy(note -> assertThat(note.getVelocity()).isEqualTo(64));
  }

  @Test
  @DisplayName("that are aborted give the notes so far, then end with the same cause")
  void aborted() {
    List<ActivationBlock> blocks = recording(2);
    ActivationBlock before = blocks.get(blocks.size() / 2);
    List<ActivationBlock> cut = new ArrayList<>(blocks.subList(0, blocks.size() / 2 + 1));
    cut.add(
        Streams.ACTIVATIONS.aborted(
            "r", "notes", before.getSequence() + 1, "features: noise", before));
    List<NoteBlock> notes = MachineContract.run(stage, cut);
    NoteBlock closing = notes.get(notes.size() - 1);
    assertThat(closing.getEnd()).isEqualTo(End.ABORTED);
    assertThat(closing.getCause()).isEqualTo("features: noise");
    assertThat(closing.getFirstFrame() + closing.getFrameCount())
        .isEqualTo(before.getFirstFrame() + before.getFrameCount());
    assertThat(notes.stream().mapToInt(b -> b.getNotes().size()).sum()).isGreaterThan(10);
  }

  @Test
  @DisplayName("that were aborted before they began end at once, whatever their name")
  void abortedAtOnce() {
    ActivationBlock only = Streams.ACTIVATIONS.aborted("r", "my-network", 0, "no model", null);
    assertThat(stage.outputStreams(only)).containsExactly("my-network");
    assertThat(MachineContract.run(stage, List.of(only)))
        .singleElement()
        .satisfies(block -> assertThat(block.getEnd()).isEqualTo(End.ABORTED));
  }

  @Test
  @DisplayName("are taken where the model folder names this decoder, and no others")
  void otherNetworks() {
    ActivationBlock block = recording(2).get(0);
    assertThat(stage.outputStreams(block)).containsExactly("notes");
    assertThat(stage.outputStreams(ActivationBlock.newBuilder(block).setDecoderName("dbn").build()))
        .isEmpty();
    assertThat(
            stage.outputStreams(
                ActivationBlock.newBuilder(block).setOutputs(List.of("onset-60")).build()))
        .isEmpty();
  }

  @Test
  @DisplayName("of two makes are never mixed, nor gone on with by other settings")
  void makes() {
    List<ActivationBlock> blocks = recording(2);
    ActivationBlock later = ActivationBlock.newBuilder(blocks.get(1)).setProvenance("new").build();
    assertThatThrownBy(() -> MachineContract.run(stage, List.of(blocks.get(0), later)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("was made by [new], those before by [test]");
    NoteBlock begun = MachineContract.run(stage, blocks).get(0);
    assertThat(begun.getProvenance())
        .matches(
            "test decoder=notes method=posteriors onset=[0-9.]+ frame=[0-9.]+ notes=[0-9a-f]{8}");
    NoteStage other = new NoteStage(Configs.notes(Map.of("neume.notes.onset-threshold", "0.7")));
    assertThatThrownBy(() -> other.open(blocks.get(0), Map.of("notes", begun)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("begun with other settings of the decoder");
  }

  @Test
  @DisplayName("are refused with cause and remedy where they are no probabilities, or have gaps")
  void refusals() {
    ActivationBlock good = recording(2).get(0);
    ByteBuffer payload = ByteBuffer.allocate(good.getPayload().remaining());
    payload.order(ByteOrder.LITTLE_ENDIAN).putFloat(0, Float.NaN);
    refused(ActivationBlock.newBuilder(good).setPayload(payload).build(), "NaN");
    refused(
        ActivationBlock.newBuilder(good).setFrameCount(good.getFrameCount() + 1).build(),
        "the payload has");
    refused(ActivationBlock.newBuilder(good).setFirstFrame(7).build(), "begins at frame 7");
    refused(ActivationBlock.newBuilder(good).setFrameRate(5_000).build(), "frame rate is 5000.0");
  }

  private void refused(ActivationBlock block, String cause) {
    assertThatThrownBy(() -> stage.open(block, Map.of()).apply(block))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }
}
