package org.neume.stage;

import org.jspecify.annotations.Nullable;
import org.neume.schemas.RecordingIds;
import org.neume.schemas.StreamType;

/** Reads a partition's records, and refuses at the border what no recording can be made of. */
final class InputReader<I> {
  private final RecordCodec<I> codec;
  private final StreamType<I> type;

  /**
   * What an input holds.
   *
   * @param input the record; null if nothing can be made of it
   * @param refusal why not, in one line; empty otherwise
   */
  record Read<T>(@Nullable T input, String refusal) {}

  InputReader(RecordCodec<I> codec, StreamType<I> type) {
    this.codec = codec;
    this.type = type;
  }

  /**
   * Reads an input.
   *
   * @throws RetryLaterException if what it holds cannot be known now
   */
  Read<I> read(InputRecord source) {
    try {
      return new Read<>(checked(source), "");
    } catch (RetryLaterException e) {
      throw e;
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      String why = e instanceof Error ? e.toString() : e.getMessage();
      return new Read<>(null, "an input cannot be read: " + why);
    }
  }

  private I checked(InputRecord source) {
    String key = source.key();
    String problem = key == null ? null : RecordingIds.problem(key);
    if (problem != null) {
      throw new InvalidInputException(problem);
    }
    byte[] value = source.value();
    if (value == null) {
      throw new InvalidInputException("the record is empty: publish records of the chain alone");
    }
    I input = codec.decode(value);
    if (!type.recordingId(input).equals(key)) {
      throw new InvalidInputException(
          "the key %s is not the recording %s: publish with the recording as the key"
              .formatted(key, RecordingIds.cut(type.recordingId(input))));
    }
    if (type.sequence(input) < 0) {
      throw new InvalidInputException(
          "it has the number %d: number the records of a stream from 0"
              .formatted(type.sequence(input)));
    }
    return input;
  }

  /** The recording that an unreadable input names; null if it names none. */
  static @Nullable String recording(InputRecord source) {
    String key = source.key();
    return key == null || RecordingIds.problem(key) != null ? null : key;
  }
}
