package org.neume.schemas;

import java.nio.ByteBuffer;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.ScoreBlock;

/** The record types of the chain behind their common face. */
public final class Streams {
  /** Raw audio. */
  public static final StreamType<AudioChunk> AUDIO = new AudioChunks();

  /** Features. */
  public static final StreamType<FeatureBlock> FEATURES = new FeatureBlocks();

  /** Activations. */
  public static final StreamType<ActivationBlock> ACTIVATIONS = new ActivationBlocks();

  /** Beats. */
  public static final StreamType<BeatBlock> BEATS = new BeatBlocks();

  /** Notes. */
  public static final StreamType<NoteBlock> NOTES = new NoteBlocks();

  /** Scores. */
  public static final StreamType<ScoreBlock> SCORES = new ScoreBlocks();

  /** What is known of recordings besides their music: one stream, whose highest number counts. */
  public static final StreamType<RecordingInfo> RECORDINGS = new RecordingInfos();

  /** Corrections: every revision is a stream of one record. */
  public static final StreamType<Correction> CORRECTIONS = new Corrections();

  /** Status: one stream per stage, ended by COMPLETED or FAILED. */
  public static final StreamType<RecordingStatus> STATUS = new RecordingStatuses();

  /**
   * The stream of a record that speaks for every stream of its recording: aborted, it says that
   * those which have not begun in its partition before it never will. Written where a stage gave a
   * recording up and cannot know which streams it would have had.
   */
  public static final String EVERY = "*";

  private Streams() {}

  /** A position in seconds; 0 where its unit is not known. */
  static double seconds(long units, double perSecond) {
    return perSecond > 0 ? units / perSecond : 0;
  }

  /** The payload of a record without content. */
  static ByteBuffer nothing() {
    return ByteBuffer.allocate(0);
  }
}
