package org.neume.transcription.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.stage.testing.MachineContract;
import org.neume.stage.testing.StageLogs;
import org.neume.stage.testing.StageSimulation;
import org.neume.transcription.messaging.NoteRecordings.Put;

@DisplayName("Activations that say of frames which pitches sound")
class FramesTest {
  private static final int FRAMES = 1_500;
  private static final double RATE = 44_100 / 512.0;
  private static final List<String> OUTPUTS =
      IntStream.range(0, 128).mapToObj(pitch -> "frame-" + pitch).toList();

  private final NoteStage stage = new NoteStage(Configs.notes(Map.of()));

  private static List<ActivationBlock> recording(List<Put> notes, long noise, long cuts) {
    Random random = new Random(noise);
    float[] rows = new float[FRAMES * 128];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 0.3f * random.nextFloat();
    }
    for (Put note : notes) {
      for (int frame = note.onset(); frame < note.end(); frame++) {
        rows[frame * 128 + note.pitch()] = 0.7f + 0.3f * random.nextFloat();
      }
    }
    Random cutting = new Random(cuts);
    List<ActivationBlock> blocks = new ArrayList<>();
    for (int at = 0; at < FRAMES; ) {
      int count = Math.min(FRAMES - at, 1 + cutting.nextInt(124));
      blocks.add(
          ActivationBlock.newBuilder()
              .setRecordingId("r")
              .setStream("multipitch")
              .setSequence(blocks.size())
              .setFirstFrame(at)
              .setFrameCount(count)
              .setOutputs(OUTPUTS)
              .setFrameRate(RATE)
              .setElementType(ElementType.F32)
              .setPayload(TensorPayload.encode(ElementType.F32, rows, at * 128, count * 128))
              .setProvenance("test")
              .setDecoderName("frames")
              .setAnalyses(List.of("multipitch"))
              .setEnd(at + count == FRAMES ? End.COMPLETE : End.OPEN)
              .build());
      at += count;
    }
    return blocks;
  }

  @Test
  @DisplayName(
      "give a note for every run above the threshold, from where it rises to where it falls")
  void runs() {
    List<Put> put = NoteRecordings.melody(FRAMES, 3);
    List<NoteBlock> blocks = MachineContract.run(stage, recording(put, 3, 3));
    List<Note> notes =
        blocks.stream()
            .flatMap(block -> block.getNotes().stream())
            .sorted(
                Comparator.<Note>comparingLong(n -> (long) Math.ceil(n.getOnset() * RATE - 1e-6))
                    .thenComparingInt(Note::getPitch))
            .toList();
    List<Put> expected =
        put.stream()
            .sorted(Comparator.comparingInt(Put::onset).thenComparingInt(Put::pitch))
            .toList();
    assertThat(blocks).allMatch(block -> block.getStream().equals("multipitch"));
    assertThat(notes).hasSameSizeAs(expected);
    for (int i = 0; i < notes.size(); i++) {
      Note note = notes.get(i);
      Put truth = expected.get(i);
      assertThat(note.getPitch()).isEqualTo(truth.pitch());
      assertThat(note.getOnset() * RATE).isBetween(truth.onset() - 1.0, truth.onset() + 0.0);
      assertThat(note.getOffset() * RATE).isBetween(truth.end() - 1.0, truth.end() + 0.0);
      assertThat(note.getVelocity()).isEqualTo(64);
      assertThat(note.getConfidence()).isCloseTo(0.85, within(0.1));
    }
  }

  @Test
  @DisplayName("give the same blocks however they are cut, and are taken over behind any of them")
  void contract() {
    int handovers = 0;
    for (int seed = 1; seed <= 3; seed++) {
      List<Put> put = NoteRecordings.melody(FRAMES, seed);
      assertThat(MachineContract.run(stage, recording(put, seed, 1)))
          .isEqualTo(MachineContract.run(stage, recording(put, seed, 2)));
      handovers += MachineContract.checkHandovers(stage, recording(put, seed, seed));
    }
    assertThat(handovers).isGreaterThan(20);
  }

  @Test
  @DisplayName("give the same records wherever the stage was stopped")
  void everyPoint() {
    StageLogs<ActivationBlock, NoteBlock> inputs =
        new StageLogs<>(Streams.ACTIVATIONS, Streams.NOTES);
    recording(NoteRecordings.melody(FRAMES, 4), 4, 4).forEach(b -> inputs.publish(b, 1_000));
    StageLogs<ActivationBlock, NoteBlock> undisturbed = inputs.copyOfInputs();
    int events = life(undisturbed, 42).drain().events();
    assertThat(undisturbed.outputs().get("r/multipitch")).hasSizeGreaterThan(5);
    for (int point = 0; point <= events; point++) {
      StageLogs<ActivationBlock, NoteBlock> logs = inputs.copyOfInputs();
      life(logs, 42).dieAfter(point);
      life(logs, point).drain();
      assertThat(logs.outputs()).as("stopped after " + point).isEqualTo(undisturbed.outputs());
      assertThat(logs.statuses()).as("stopped after " + point).isEqualTo(undisturbed.statuses());
    }
  }

  private StageSimulation<ActivationBlock, NoteBlock> life(
      StageLogs<ActivationBlock, NoteBlock> logs, long seed) {
    return new StageSimulation<>(stage, logs, seed, StageSimulation.LIMITS, List::of);
  }

  @Test
  @DisplayName("give one note of what is held beyond the longest, wherever it is taken over")
  void held() {
    List<Put> put = new ArrayList<>();
    // Held for 16 s, with a gap that notes go on over behind the longest; then struck once more.
    put.add(new Put(20, 1_350, 60));
    put.add(new Put(1_352, 1_420, 60));
    put.add(new Put(1_440, 1_480, 60));
    put.add(new Put(1_400, 1_460, 72));
    List<ActivationBlock> blocks = recording(put, 5, 5);
    List<Note> notes =
        MachineContract.run(stage, blocks).stream()
            .flatMap(block -> block.getNotes().stream())
            .toList();
    assertThat(notes).extracting(Note::getPitch).containsExactly(60, 72, 60);
    assertThat(notes.get(0).getOffset() - notes.get(0).getOnset()).isCloseTo(15, within(1e-6));
    assertThat(notes.get(2).getOnset() * RATE).isBetween(1_439.0, 1_440.0);
    // One before the cut has nothing to say; two lie between it and the end of what is held.
    assertThat(MachineContract.checkHandovers(stage, blocks)).isGreaterThanOrEqualTo(2);
  }

  @Test
  @DisplayName("are left alone where the outputs are no frames of keys")
  void others() {
    ActivationBlock first = recording(List.of(), 1, 1).get(0);
    ActivationBlock other =
        ActivationBlock.newBuilder(first).setOutputs(OUTPUTS.subList(0, 60)).build();
    assertThat(stage.outputStreams(first)).containsExactly("multipitch");
    assertThat(stage.outputStreams(other)).isEmpty();
  }
}
