package org.neume.feature.messaging;

import java.util.List;
import org.neume.schemas.AnalysisNames;
import org.neume.schemas.PcmPayload;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.stage.InvalidInputException;

/** Refuses audio at the border, naming what it found and what helps. */
final class AudioCheck {
  private static final String STREAM = "audio";

  private AudioCheck() {}

  /** Refuses what is on another stream than audio: a recording has one. */
  static void stream(AudioChunk chunk) {
    if (!chunk.getStream().equals(STREAM)) {
      throw new InvalidInputException(
          "chunk %d is on the stream %s: publish a recording's audio on the stream %s alone"
              .formatted(chunk.getSequence(), chunk.getStream(), STREAM));
    }
  }

  /** Refuses names that no analysis can have: they would name streams. */
  static void analyses(List<String> names) {
    String problem = AnalysisNames.problem(names);
    if (problem != null) {
      throw new InvalidInputException(problem);
    }
  }

  /** Refuses rates and channel counts that the signal path does not take. */
  static void format(AudioChunk chunk) {
    if (chunk.getSampleRate() < 8_000 || chunk.getSampleRate() > 192_000) {
      throw new InvalidInputException(
          "the sample rate is %d Hz: publish audio of 8000 to 192000 Hz"
              .formatted(chunk.getSampleRate()));
    }
    if (chunk.getChannels() < 1 || chunk.getChannels() > 64) {
      throw new InvalidInputException(
          "the audio has %d channels: publish 1 to 64".formatted(chunk.getChannels()));
    }
  }

  /** Refuses a chunk that does not go on where the recording stands. */
  static void follows(AudioChunk chunk, AudioChunk first, long position) {
    if (chunk.getSampleRate() != first.getSampleRate()
        || chunk.getChannels() != first.getChannels()
        || chunk.getFormat() != first.getFormat()) {
      throw new InvalidInputException(
          "chunk %d is %s, the recording began as %s: publish one recording per format"
              .formatted(chunk.getSequence(), describe(chunk), describe(first)));
    }
    // Chunks without audio move nothing on, so they could be held in any number.
    boolean emptyAndOpen = chunk.getFrameCount() == 0 && chunk.getEnd() == End.OPEN;
    if (chunk.getFrameCount() < 0 || emptyAndOpen) {
      throw new InvalidInputException(
          "chunk %d has %d frames: publish audio, only the last chunk may be empty"
              .formatted(chunk.getSequence(), chunk.getFrameCount()));
    }
    if (chunk.getFirstFrame() != position) {
      throw new InvalidInputException(
          "chunk %d begins at sample %d, %d comes next: its publisher lost audio, publish it again"
              .formatted(chunk.getSequence(), chunk.getFirstFrame(), position));
    }
  }

  /** The chunk's samples, interleaved, full scale 1. */
  static float[] samples(AudioChunk chunk) {
    try {
      return PcmPayload.decode(
          chunk.getFormat(),
          chunk.getPayload(),
          Math.multiplyExact(chunk.getFrameCount(), chunk.getChannels()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidInputException(
          "chunk %d: %s".formatted(chunk.getSequence(), e.getMessage()), e);
    }
  }

  private static String describe(AudioChunk chunk) {
    return "%s at %d Hz with %d channels"
        .formatted(chunk.getFormat(), chunk.getSampleRate(), chunk.getChannels());
  }
}
