package org.neume.cli;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.neume.schemas.DecoderName;
import org.neume.schemas.NoteOutputs;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;

/**
 * A scale up and down, two notes a second, as the networks and the beat decoder would write it: what
 * the stages of notes and scores read, without any network.
 */
final class PlayedPiece {
  private static final int FRAME_RATE = 50;
  private static final int KEYS = 88;
  private static final int BLOCK_FRAMES = 100;
  private static final int BEAT_SECONDS = 10;
  private static final List<String> ANALYSES = List.of("beats", "notes", "score");

  private final String id;
  private final int seconds;
  private final int lowest;

  /** A piece of this length whose lowest key is this one of the piano's 88. */
  PlayedPiece(String id, int seconds, int lowest) {
    this.id = id;
    this.seconds = seconds;
    this.lowest = lowest;
  }

  String id() {
    return id;
  }

  /** The activations of the note network, two seconds to a block. */
  List<ActivationBlock> activations() {
    List<String> outputs = NoteOutputs.names();
    List<ActivationBlock> blocks = new ArrayList<>();
    int frames = seconds * FRAME_RATE;
    for (int at = 0; at < frames; at += BLOCK_FRAMES) {
      float[] rows = new float[BLOCK_FRAMES * outputs.size()];
      for (int frame = 0; frame < BLOCK_FRAMES; frame++) {
        play(at + frame, rows, frame * outputs.size());
      }
      blocks.add(
          ActivationBlock.newBuilder()
              .setRecordingId(id)
              .setStream("notes")
              .setSequence(blocks.size())
              .setFirstFrame(at)
              .setFrameCount(BLOCK_FRAMES)
              .setOutputs(outputs)
              .setFrameRate(FRAME_RATE)
              .setElementType(ElementType.F32)
              .setPayload(TensorPayload.encode(ElementType.F32, rows, 0, rows.length))
              .setProvenance("played by hand")
              .setEnd(at + BLOCK_FRAMES == frames ? End.COMPLETE : End.OPEN)
              .setDecoderName(DecoderName.NOTES.text())
              .setAnalyses(ANALYSES)
              .build());
    }
    return blocks;
  }

  /** A stroke every 25 frames, which sounds for 20. */
  private void play(int frame, float[] rows, int at) {
    int note = frame / (FRAME_RATE / 2);
    int within = frame % (FRAME_RATE / 2);
    int key = lowest + Math.abs(note % 24 - 12);
    rows[at + key] = within == 2 ? 0.9f : within == 1 || within == 3 ? 0.3f : 0;
    rows[at + KEYS + key] = within >= 2 && within < 22 ? 0.8f : 0;
    rows[at + 2 * KEYS + key] = 0.5f;
  }

  /** Its beats, ten seconds to a block. */
  List<BeatBlock> beats() {
    List<BeatBlock> blocks = new ArrayList<>();
    for (int at = 0; at < seconds; at += BEAT_SECONDS) {
      List<Beat> beats = new ArrayList<>();
      for (int half = 2 * at; half < 2 * (at + BEAT_SECONDS); half++) {
        beats.add(new Beat(50L * half + 4, 1 + half % 4, 4, 120.0, 0.5));
      }
      blocks.add(
          BeatBlock.newBuilder()
              .setRecordingId(id)
              .setStream("beats")
              .setSequence(blocks.size())
              .setFirstFrame(at * 100L)
              .setFrameCount(BEAT_SECONDS * 100L)
              .setFrameRate(100)
              .setBeats(beats)
              .setTempi(List.of())
              .setResume(ByteBuffer.allocate(0))
              .setProvenance("counted by hand")
              .setEnd(at + BEAT_SECONDS == seconds ? End.COMPLETE : End.OPEN)
              .build());
    }
    return blocks;
  }
}
