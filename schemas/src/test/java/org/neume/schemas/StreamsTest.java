package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.record.End;

@DisplayName("Every record type")
class StreamsTest {
  @Test
  @DisplayName("can be closed early with a cause, going on from its last record")
  void aborted() {
    for (Topic topic : Topics.ALL) {
      if (topic.type() != null) {
        closes(topic.type());
      }
    }
  }

  private static <T> void closes(StreamType<T> type) {
    T last =
        type.recordClass()
            .cast(Objects.requireNonNull(Examples.all().get(type.recordClass().getSimpleName())));
    T closing = type.aborted("song-1", type.stream(last), 8, "the disk is full", last);
    assertThat(type.sequence(closing)).isEqualTo(8);
    assertThat(type.recordingId(closing)).isEqualTo("song-1");
    assertThat(type.stream(closing)).isEqualTo(type.stream(last));
    assertThat(type.end(closing)).isEqualTo(End.ABORTED);
    assertThat(type.cause(closing)).isEqualTo("the disk is full");
    assertThat(type.endSeconds(closing)).isEqualTo(type.endSeconds(last));
    try (AvroSerializer serializer = new AvroSerializer();
        AvroDeserializer deserializer = new AvroDeserializer()) {
      T first = type.aborted("song-2", "s", 0, "nothing came", null);
      assertThat(
              deserializer.deserialize("t", serializer.serialize("t", (SpecificRecordBase) first)))
          .isEqualTo(first);
    }
  }
}
