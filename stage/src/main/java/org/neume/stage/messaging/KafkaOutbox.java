package org.neume.stage.messaging;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.OutgoingMessageMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.neume.schemas.Lane;
import org.neume.stage.Outbox;
import org.neume.stage.OutputRecord;

/**
 * Sends a partition's records through SmallRye channels: outputs and statuses to the partition with
 * the input's number, dead letters wherever their key leads.
 */
final class KafkaOutbox implements Outbox {
  private final StageOutputs outputs;
  private final int partition;
  private final Lane lane;

  KafkaOutbox(StageOutputs outputs, int partition, Lane lane) {
    this.outputs = outputs;
    this.partition = partition;
    this.lane = lane;
  }

  @Override
  public CompletionStage<Long> send(OutputRecord record) {
    OutgoingMessageMetadata<RecordMetadata> result = new OutgoingMessageMetadata<>();
    CompletableFuture<Long> written = new CompletableFuture<>();
    Message<byte[]> message =
        Message.of(
            record.value(),
            Metadata.of(kafka(record), result),
            () -> {
              written.complete(result.getResult().offset());
              return CompletableFuture.completedFuture(null);
            },
            failure -> {
              written.completeExceptionally(failure);
              return CompletableFuture.completedFuture(null);
            });
    channel(record).sendMessageAndForget(message);
    return written;
  }

  private MutinyEmitter<byte[]> channel(OutputRecord record) {
    return switch (record.kind()) {
      case OUTPUT -> outputs.records();
      case STATUS -> outputs.statuses();
      case DEAD_LETTER -> outputs.deadLetters();
    };
  }

  private OutgoingKafkaRecordMetadata<String> kafka(OutputRecord record) {
    RecordHeaders headers = new RecordHeaders();
    record
        .headers()
        .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
    if (lane != Lane.LIVE && record.kind() == OutputRecord.Kind.OUTPUT) {
      headers.add(Lane.HEADER, lane.text().getBytes(StandardCharsets.UTF_8));
    }
    var metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withTimestamp(Instant.ofEpochMilli(Math.max(0, record.timestamp())))
            .withHeaders(headers);
    if (record.key() != null) {
      metadata.withKey(record.key());
    }
    if (record.kind() != OutputRecord.Kind.DEAD_LETTER) {
      metadata.withPartition(partition);
    }
    return metadata.build();
  }
}
