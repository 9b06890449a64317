package org.neume.schemas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.ConstraintKind;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingSource;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.SampleFormat;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;
import org.neume.schemas.record.StatusEvent;
import org.neume.schemas.record.TempoEstimate;

/** One small record of each type, whose bytes are kept as golden files. */
final class Examples {
  private Examples() {}

  static Map<String, SpecificRecordBase> all() {
    Map<String, SpecificRecordBase> examples = new LinkedHashMap<>();
    examples.put(
        "AudioChunk",
        AudioChunk.newBuilder()
            .setRecordingId("song-1")
            .setStream("audio")
            .setSequence(3)
            .setFirstFrame(66_150)
            .setFrameCount(2)
            .setSampleRate(44_100)
            .setChannels(2)
            .setFormat(SampleFormat.PCM16)
            .setPayload(
                PcmPayload.encode(SampleFormat.PCM16, new float[] {0f, 0.5f, -1f, 0.25f}, 0, 4))
            .setAnalyses(List.of("beats"))
            .build());
    examples.put(
        "FeatureBlock",
        FeatureBlock.newBuilder()
            .setRecordingId("song-1")
            .setStream("log-bands-81")
            .setSequence(0)
            .setFirstFrame(0)
            .setFrameCount(2)
            .setBins(2)
            .setFrameRate(100)
            .setElementType(ElementType.F16)
            .setPayload(TensorPayload.encode(ElementType.F16, new float[] {0f, 1f, 2f, 0.5f}, 0, 4))
            .setAnalyses(List.of("beats"))
            .setProvenance("p1")
            .build());
    examples.put(
        "ActivationBlock",
        ActivationBlock.newBuilder()
            .setRecordingId("song-1")
            .setStream("beats")
            .setSequence(7)
            .setFirstFrame(700)
            .setFrameCount(1)
            .setOutputs(List.of("beat", "downbeat"))
            .setFrameRate(100)
            .setElementType(ElementType.F32)
            .setPayload(TensorPayload.encode(ElementType.F32, new float[] {0.75f, 0.125f}, 0, 2))
            .setProvenance("p2")
            .setEnd(End.COMPLETE)
            .build());
    examples.put(
        "BeatBlock",
        BeatBlock.newBuilder()
            .setRecordingId("song-1")
            .setStream("beats")
            .setSequence(1)
            .setFirstFrame(0)
            .setFrameCount(100)
            .setFrameRate(100)
            .setBeats(List.of(new Beat(48L, 1, 4, 125.0, 0.875)))
            .setTempi(List.of(new TempoEstimate(125.0, 1.0)))
            .setProvenance("p3")
            .setEnd(End.ABORTED)
            .setCause("stalled")
            .build());
    examples.put(
        "NoteBlock",
        NoteBlock.newBuilder()
            .setRecordingId("song-1")
            .setStream("notes")
            .setSequence(1)
            .setFirstFrame(50)
            .setFrameCount(50)
            .setFrameRate(50)
            .setNotes(List.of(new Note(1.25, 1.75, 60, 64, 0.875)))
            .setAnalyses(List.of("notes", "score"))
            .setProvenance("p4")
            .setEnd(End.COMPLETE)
            .build());
    examples.put(
        "ScoreBlock",
        ScoreBlock.newBuilder()
            .setRecordingId("song-1")
            .setStream("notes")
            .setSequence(3)
            .setRevision(1)
            .setFinalRevision(true)
            .setDocument(ScoreDocument.MIDI)
            .setPart(0)
            .setParts(1)
            .setMeasures(2)
            .setSeconds(4.5)
            .setPayload(java.nio.ByteBuffer.wrap(new byte[] {'M', 'T', 'h', 'd'}))
            .setProvenance("p5")
            .setEnd(End.COMPLETE)
            .build());
    examples.put(
        "RecordingInfo",
        RecordingInfo.newBuilder()
            .setRecordingId("song-1")
            .setStream("recording")
            .setSequence(1)
            .setTitle("Für Elise")
            .setOwner("ab12")
            .setCreated(1_700_000_000_000L)
            .setSource(RecordingSource.LIVE)
            .setAnalyses(List.of("beats"))
            .setSampleRate(44_100)
            .setChannels(2)
            .setFormat(SampleFormat.F32)
            .setOptions(Map.of("language", "en"))
            .setProvenance("p6")
            .build());
    examples.put(
        "Correction",
        Correction.newBuilder()
            .setRecordingId("song-1")
            .setStream("beats@3")
            .setSequence(0)
            .setAnalysis("beats")
            .setRevision(3)
            .setBase(1)
            .setNotes("notes")
            .setRecordedFrom(1_700_000_000_000L)
            .setConstraints(
                List.of(
                    new Constraint(ConstraintKind.BEAT, 1_234L, 1_234L, 1, 0.0, 0.0),
                    new Constraint(ConstraintKind.TEMPO, 0L, Long.MAX_VALUE, 0, 90.0, 130.0)))
            .setFrameRate(100)
            .setProvenance("p7")
            .build());
    examples.put(
        "RecordingStatus",
        RecordingStatus.newBuilder()
            .setRecordingId("song-1")
            .setStream("features")
            .setSequence(1)
            .setEvent(StatusEvent.COMPLETED)
            .setInputRecords(4)
            .setOutputRecords(2)
            .setSeconds(1.5)
            .build());
    return examples;
  }
}
