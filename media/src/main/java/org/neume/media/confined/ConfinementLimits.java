package org.neume.media.confined;

import java.time.Duration;

/**
 * What one decode may use. Whatever it exceeds ends its process, and nothing else.
 *
 * @param audio the most audio that comes out, by the samples' own rate
 * @param outputBytes the most bytes that come out, as 32-bit samples: a bound for many channels
 * @param processorTime what the process may compute in all
 * @param silence the longest that a reader waits for the next samples. Time in which nobody reads, or
 *     in which the process itself waits for its input, does not count
 * @param waiting what readers wait in all
 * @param heapMebibytes the Java heap of the process
 * @param addressMebibytes its address space, code and libraries included, where the system has
 *     {@code prlimit}; 0 for no bound. An ordinary file needs about 450
 */
public record ConfinementLimits(
    Duration audio,
    long outputBytes,
    Duration processorTime,
    Duration silence,
    Duration waiting,
    int heapMebibytes,
    int addressMebibytes) {
  private static final int LEAST_HEAP_MEBIBYTES = 16;

  /** Refuses limits that nothing fits into. */
  public ConfinementLimits {
    positive(audio, "audio");
    positive(processorTime, "processor time");
    positive(silence, "silence");
    positive(waiting, "waiting");
    if (outputBytes < 1) {
      throw new IllegalArgumentException("an output of " + outputBytes + " bytes is none");
    }
    if (heapMebibytes < LEAST_HEAP_MEBIBYTES) {
      throw new IllegalArgumentException(
          "a heap of %d MiB is below %d".formatted(heapMebibytes, LEAST_HEAP_MEBIBYTES));
    }
    if (addressMebibytes < 0) {
      throw new IllegalArgumentException(
          "an address space of " + addressMebibytes + " MiB is negative");
    }
  }

  /** Three hours of audio, 8 GiB of samples, five minutes of computing, 64 MiB of heap. */
  public static ConfinementLimits defaults() {
    return new ConfinementLimits(
        Duration.ofHours(3),
        8L << 30,
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        64,
        1_024);
  }

  /** These limits with other audio. */
  public ConfinementLimits withAudio(Duration most) {
    return new ConfinementLimits(
        most, outputBytes, processorTime, silence, waiting, heapMebibytes, addressMebibytes);
  }

  /** These limits with another number of bytes that may come out. */
  public ConfinementLimits withOutputBytes(long most) {
    return new ConfinementLimits(
        audio, most, processorTime, silence, waiting, heapMebibytes, addressMebibytes);
  }

  /** These limits with other times to compute and to be waited for. */
  public ConfinementLimits withTimes(Duration computing, Duration silent, Duration waited) {
    return new ConfinementLimits(
        audio, outputBytes, computing, silent, waited, heapMebibytes, addressMebibytes);
  }

  /** These limits with other memory. */
  public ConfinementLimits withMemory(int heap, int address) {
    return new ConfinementLimits(
        audio, outputBytes, processorTime, silence, waiting, heap, address);
  }

  private static void positive(Duration time, String what) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("%s of %s is no time".formatted(what, time));
    }
  }
}
