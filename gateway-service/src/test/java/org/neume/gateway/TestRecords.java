package org.neume.gateway;

import java.nio.ByteBuffer;
import java.util.List;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.SampleFormat;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;
import org.neume.schemas.record.StatusEvent;

/** Records as the chain writes them, for tests. */
public final class TestRecords {
  /** The recording that they are of. */
  public static final String ID = "song";

  private TestRecords() {}

  /** A block of one beat at this second; every block decides one second. */
  public static BeatBlock beats(String stream, long sequence, End end) {
    return BeatBlock.newBuilder()
        .setRecordingId(ID)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(100 * sequence)
        .setFrameCount(100)
        .setFrameRate(100)
        .setBeats(List.of(new Beat(100 * sequence, 1, 4, 120.0, 0.5)))
        .setResume(ByteBuffer.allocate(0))
        .setEnd(end)
        .setCause(end == End.ABORTED ? "the tape was torn" : null)
        .build();
  }

  /** A part of a score of one part of each document. */
  public static ScoreBlock score(
      String stream, long sequence, int revision, ScoreDocument document, End end) {
    return ScoreBlock.newBuilder()
        .setRecordingId(ID)
        .setStream(stream)
        .setSequence(sequence)
        .setRevision(revision)
        .setFinalRevision(end == End.COMPLETE)
        .setDocument(document)
        .setPart(0)
        .setParts(1)
        .setMeasures(2)
        .setSeconds(4)
        .setMeasureStarts(document == ScoreDocument.MUSICXML ? List.of(0.5, 2.5) : List.of())
        .setPayload(ByteBuffer.wrap(new byte[] {(byte) revision}))
        .setEnd(end)
        .build();
  }

  /** What a stage says. */
  public static RecordingStatus status(String stage, long sequence, StatusEvent event) {
    return RecordingStatus.newBuilder()
        .setRecordingId(ID)
        .setStream(stage)
        .setSequence(sequence)
        .setEvent(event)
        .setCause(event == StatusEvent.FAILED ? "the disk is full" : null)
        .build();
  }

  /** What the recording is. */
  public static RecordingInfo info(int sampleRate, int channels, String... analyses) {
    return RecordingInfo.newBuilder()
        .setRecordingId(ID)
        .setStream("recording")
        .setSequence(0)
        .setTitle("Song")
        .setCreated(1_000)
        .setAnalyses(List.of(analyses))
        .setSampleRate(sampleRate)
        .setChannels(channels)
        .setFormat(SampleFormat.PCM16)
        .build();
  }
}
