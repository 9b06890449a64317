package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Streams;
import org.neume.schemas.Topics;
import org.neume.schemas.record.BeatBlock;

/** Beats of recordings that have ended, and what of them is left to compare without their id. */
final class EndedBeats {
  private EndedBeats() {}

  /** The beats of a recording, once it has ended. */
  static List<BeatBlock> await(String bootstrap, String id, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      TopicBytes beats = TopicBytes.read(bootstrap, Topics.BEATS);
      if (beats.isClosed(Streams.BEATS, id)) {
        return beats.records(Streams.BEATS, id);
      }
      assertThat(System.nanoTime()).as("no end of %s", id).isLessThan(end);
      Thread.sleep(200);
    }
  }

  /** The encoded records as hexadecimal digits, under one and the same id. */
  static List<String> anonymous(List<BeatBlock> blocks) {
    try (AvroSerializer serializer = new AvroSerializer()) {
      return blocks.stream()
          .map(b -> BeatBlock.newBuilder(b).setRecordingId("any").build())
          .map(b -> serializer.serialize(Topics.BEATS.name(), b))
          .map(HexFormat.of()::formatHex)
          .toList();
    }
  }
}
