package org.neume.schemas;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.SampleFormat;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;
import org.neume.schemas.record.StatusEvent;

/** The record types of the chain behind their common face. */
public final class Streams {
  /** Raw audio. */
  public static final StreamType<AudioChunk> AUDIO =
      new Accessors<>(
          AudioChunk.class,
          AudioChunk::getRecordingId,
          AudioChunk::getStream,
          AudioChunk::getSequence,
          AudioChunk::getEnd,
          AudioChunk::getCause,
          c -> seconds(c.getFirstFrame() + c.getFrameCount(), c.getSampleRate()),
          Streams::abortedAudio,
          Streams::position);

  /** Features. */
  public static final StreamType<FeatureBlock> FEATURES =
      new Accessors<>(
          FeatureBlock.class,
          FeatureBlock::getRecordingId,
          FeatureBlock::getStream,
          FeatureBlock::getSequence,
          FeatureBlock::getEnd,
          FeatureBlock::getCause,
          b -> seconds(b.getFirstFrame() + b.getFrameCount(), b.getFrameRate()),
          Streams::abortedFeatures,
          Streams::position);

  /** Activations. */
  public static final StreamType<ActivationBlock> ACTIVATIONS =
      new Accessors<>(
          ActivationBlock.class,
          ActivationBlock::getRecordingId,
          ActivationBlock::getStream,
          ActivationBlock::getSequence,
          ActivationBlock::getEnd,
          ActivationBlock::getCause,
          b -> seconds(b.getFirstFrame() + b.getFrameCount(), b.getFrameRate()),
          Streams::abortedActivations,
          Streams::position);

  /** Beats. */
  public static final StreamType<BeatBlock> BEATS =
      new Accessors<>(
          BeatBlock.class,
          BeatBlock::getRecordingId,
          BeatBlock::getStream,
          BeatBlock::getSequence,
          BeatBlock::getEnd,
          BeatBlock::getCause,
          b -> seconds(b.getFirstFrame() + b.getFrameCount(), b.getFrameRate()),
          Streams::abortedBeats,
          r -> r);

  /** Notes. */
  public static final StreamType<NoteBlock> NOTES =
      new Accessors<>(
          NoteBlock.class,
          NoteBlock::getRecordingId,
          NoteBlock::getStream,
          NoteBlock::getSequence,
          NoteBlock::getEnd,
          NoteBlock::getCause,
          b -> seconds(b.getFirstFrame() + b.getFrameCount(), b.getFrameRate()),
          Streams::abortedNotes,
          r -> r);

  /** Scores. */
  public static final StreamType<ScoreBlock> SCORES =
      new Accessors<>(
          ScoreBlock.class,
          ScoreBlock::getRecordingId,
          ScoreBlock::getStream,
          ScoreBlock::getSequence,
          ScoreBlock::getEnd,
          ScoreBlock::getCause,
          ScoreBlock::getSeconds,
          Streams::abortedScore,
          Streams::position);

  /** Status: one stream per stage, ended by COMPLETED or FAILED. */
  public static final StreamType<RecordingStatus> STATUS =
      new Accessors<>(
          RecordingStatus.class,
          RecordingStatus::getRecordingId,
          RecordingStatus::getStream,
          RecordingStatus::getSequence,
          s ->
              switch (s.getEvent()) {
                case STARTED -> End.OPEN;
                case COMPLETED -> End.COMPLETE;
                case FAILED -> End.ABORTED;
              },
          RecordingStatus::getCause,
          RecordingStatus::getSeconds,
          Streams::failedStatus,
          r -> r);

  /**
   * The stream of a record that speaks for every stream of its recording: aborted, it says that
   * those which have not begun in its partition before it never will. Written where a stage gave a
   * recording up and cannot know which streams it would have had.
   */
  public static final String EVERY = "*";

  private Streams() {}

  private static double seconds(long units, double perSecond) {
    return perSecond > 0 ? units / perSecond : 0;
  }

  private static ByteBuffer nothing() {
    return ByteBuffer.allocate(0);
  }

  private static AudioChunk position(AudioChunk chunk) {
    return AudioChunk.newBuilder()
        .setRecordingId(chunk.getRecordingId())
        .setStream(chunk.getStream())
        .setSequence(chunk.getSequence())
        .setFirstFrame(chunk.getFirstFrame())
        .setFrameCount(chunk.getFrameCount())
        .setSampleRate(chunk.getSampleRate())
        .setChannels(chunk.getChannels())
        .setFormat(chunk.getFormat())
        .setPayload(nothing())
        .setAnalyses(chunk.getAnalyses())
        .setEnd(chunk.getEnd())
        .setCause(chunk.getCause())
        .build();
  }

  private static FeatureBlock position(FeatureBlock block) {
    return FeatureBlock.newBuilder()
        .setRecordingId(block.getRecordingId())
        .setStream(block.getStream())
        .setSequence(block.getSequence())
        .setFirstFrame(block.getFirstFrame())
        .setFrameCount(block.getFrameCount())
        .setBins(block.getBins())
        .setFrameRate(block.getFrameRate())
        .setElementType(block.getElementType())
        .setPayload(nothing())
        .setAnalyses(block.getAnalyses())
        .setProvenance(block.getProvenance())
        .setEnd(block.getEnd())
        .setCause(block.getCause())
        .setRepresentations(block.getRepresentations())
        .build();
  }

  private static ActivationBlock position(ActivationBlock block) {
    return ActivationBlock.newBuilder()
        .setRecordingId(block.getRecordingId())
        .setStream(block.getStream())
        .setSequence(block.getSequence())
        .setFirstFrame(block.getFirstFrame())
        .setFrameCount(block.getFrameCount())
        .setOutputs(block.getOutputs())
        .setFrameRate(block.getFrameRate())
        .setElementType(block.getElementType())
        .setPayload(nothing())
        .setProvenance(block.getProvenance())
        .setEnd(block.getEnd())
        .setCause(block.getCause())
        .setDecoderName(block.getDecoderName())
        .setAnalyses(block.getAnalyses())
        .build();
  }

  private static ScoreBlock position(ScoreBlock block) {
    return ScoreBlock.newBuilder()
        .setRecordingId(block.getRecordingId())
        .setStream(block.getStream())
        .setSequence(block.getSequence())
        .setRevision(block.getRevision())
        .setFinalRevision(block.getFinalRevision())
        .setDocument(block.getDocument())
        .setPart(block.getPart())
        .setParts(block.getParts())
        .setMeasures(block.getMeasures())
        .setSeconds(block.getSeconds())
        .setPayload(nothing())
        .setProvenance(block.getProvenance())
        .setEnd(block.getEnd())
        .setCause(block.getCause())
        .build();
  }

  private static AudioChunk abortedAudio(
      String recordingId, String stream, long sequence, String cause, @Nullable AudioChunk last) {
    return AudioChunk.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(last == null ? 0 : last.getFirstFrame() + last.getFrameCount())
        .setFrameCount(0)
        .setSampleRate(last == null ? 44_100 : last.getSampleRate())
        .setChannels(last == null ? 1 : last.getChannels())
        .setFormat(last == null ? SampleFormat.PCM16 : last.getFormat())
        .setPayload(nothing())
        .setAnalyses(last == null ? List.of() : last.getAnalyses())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }

  private static FeatureBlock abortedFeatures(
      String recordingId, String stream, long sequence, String cause, @Nullable FeatureBlock last) {
    return FeatureBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(last == null ? 0 : last.getFirstFrame() + last.getFrameCount())
        .setFrameCount(0)
        .setBins(last == null ? 0 : last.getBins())
        .setFrameRate(last == null ? 0 : last.getFrameRate())
        .setElementType(last == null ? ElementType.F32 : last.getElementType())
        .setPayload(nothing())
        .setAnalyses(last == null ? List.of() : last.getAnalyses())
        .setProvenance(last == null ? "" : last.getProvenance())
        .setRepresentations(last == null ? List.of() : last.getRepresentations())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }

  private static ActivationBlock abortedActivations(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable ActivationBlock last) {
    return ActivationBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(last == null ? 0 : last.getFirstFrame() + last.getFrameCount())
        .setFrameCount(0)
        .setOutputs(last == null ? List.of() : last.getOutputs())
        .setFrameRate(last == null ? 0 : last.getFrameRate())
        .setElementType(last == null ? ElementType.F32 : last.getElementType())
        .setPayload(nothing())
        .setProvenance(last == null ? "" : last.getProvenance())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .setDecoderName(last == null ? "" : last.getDecoderName())
        .setAnalyses(last == null ? List.of() : last.getAnalyses())
        .build();
  }

  private static BeatBlock abortedBeats(
      String recordingId, String stream, long sequence, String cause, @Nullable BeatBlock last) {
    return BeatBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(last == null ? 0 : last.getFirstFrame() + last.getFrameCount())
        .setFrameCount(0)
        .setFrameRate(last == null ? 0 : last.getFrameRate())
        .setBeats(List.of())
        .setTempi(List.of())
        .setResume(nothing())
        .setProvenance(last == null ? "" : last.getProvenance())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }

  private static NoteBlock abortedNotes(
      String recordingId, String stream, long sequence, String cause, @Nullable NoteBlock last) {
    return NoteBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setFirstFrame(last == null ? 0 : last.getFirstFrame() + last.getFrameCount())
        .setFrameCount(0)
        .setFrameRate(last == null ? 0 : last.getFrameRate())
        .setNotes(List.of())
        .setAnalyses(last == null ? List.of() : last.getAnalyses())
        .setResume(nothing())
        .setProvenance(last == null ? "" : last.getProvenance())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }

  private static ScoreBlock abortedScore(
      String recordingId, String stream, long sequence, String cause, @Nullable ScoreBlock last) {
    return ScoreBlock.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setRevision(last == null ? 0 : last.getRevision())
        .setFinalRevision(false)
        .setDocument(ScoreDocument.MUSICXML)
        .setPart(0)
        .setParts(0)
        .setMeasures(last == null ? 0 : last.getMeasures())
        .setSeconds(last == null ? 0 : last.getSeconds())
        .setPayload(nothing())
        .setProvenance(last == null ? "" : last.getProvenance())
        .setEnd(End.ABORTED)
        .setCause(cause)
        .build();
  }

  private static RecordingStatus failedStatus(
      String recordingId,
      String stream,
      long sequence,
      String cause,
      @Nullable RecordingStatus last) {
    return RecordingStatus.newBuilder()
        .setRecordingId(recordingId)
        .setStream(stream)
        .setSequence(sequence)
        .setEvent(StatusEvent.FAILED)
        .setCause(cause)
        .setInputRecords(last == null ? 0 : last.getInputRecords())
        .setOutputRecords(last == null ? 0 : last.getOutputRecords())
        .setSeconds(last == null ? 0 : last.getSeconds())
        .build();
  }

  /** Makes the closing record of an aborted stream. */
  private interface Closing<T> {
    T aborted(String recordingId, String stream, long sequence, String cause, @Nullable T previous);
  }

  private record Accessors<T>(
      Class<T> recordClass,
      Function<T, String> recordingIdOf,
      Function<T, String> streamOf,
      ToLongFunction<T> sequenceOf,
      Function<T, End> endOf,
      Function<T, @Nullable String> causeOf,
      ToDoubleFunction<T> endSecondsOf,
      Closing<T> closing,
      UnaryOperator<T> positionOf)
      implements StreamType<T> {

    @Override
    public String recordingId(T record) {
      return recordingIdOf.apply(record);
    }

    @Override
    public String stream(T record) {
      return streamOf.apply(record);
    }

    @Override
    public long sequence(T record) {
      return sequenceOf.applyAsLong(record);
    }

    @Override
    public End end(T record) {
      return endOf.apply(record);
    }

    @Override
    public @Nullable String cause(T record) {
      return causeOf.apply(record);
    }

    @Override
    public double endSeconds(T record) {
      return endSecondsOf.applyAsDouble(record);
    }

    @Override
    public T position(T record) {
      return positionOf.apply(record);
    }

    @Override
    public T aborted(
        String recordingId, String stream, long sequence, String cause, @Nullable T previous) {
      return closing.aborted(recordingId, stream, sequence, cause, previous);
    }
  }
}
