package org.neume.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the chain and how it is created.
 *
 * @param shortName the name that people type, for example {@code beats}
 * @param name the name on the broker, for example {@code neume.beats}
 * @param partitions the number of partitions, the same for all keyed topics of the chain: a
 *     recording keeps its partition from audio to beats
 * @param retention how long records are kept; null where the topic is compacted, which keeps the last
 *     record of every key for ever
 * @param type how to read the records; null where they are another topic's raw bytes
 * @param clock whose clock stamps the records
 * @param owner the stage that writes the topic, or {@code publisher}
 * @param purpose one sentence for people
 */
public record Topic(
    String shortName,
    String name,
    int partitions,
    @Nullable Duration retention,
    @Nullable StreamType<?> type,
    Clock clock,
    String owner,
    String purpose) {

  /** Whose clock stamps the records of a topic. */
  public enum Clock {
    /**
     * The broker's. Where anybody writes whose clock nobody knows, for one that is ahead would close
     * the recordings of all others as stalled.
     */
    BROKER("LogAppendTime"),
    /** The writer's. Stages hand the time of their input on, so there it must stay. */
    WRITER("CreateTime");

    private final String setting;

    Clock(String setting) {
      this.setting = setting;
    }
  }

  /** The largest record that any topic takes, in bytes (Invariant 8). */
  public static final int MAX_RECORD_BYTES = 256 * 1024;

  /** The owner of topics that anybody outside the chain writes. */
  static final String PUBLISHER = "publisher";

  /** The owner of topics that the front door writes for people. */
  static final String GATEWAY = "gateway";

  /** The topic's settings on the broker, by Kafka's own names, sorted. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("cleanup.policy", retention == null ? "compact" : "delete");
    if (retention != null) {
      settings.put("retention.ms", Long.toString(retention.toMillis()));
    }
    settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
    settings.put("message.timestamp.type", clock.setting);
    return settings;
  }
}
