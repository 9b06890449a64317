package org.neume.cli.deadletter;

import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.TopicScan;
import org.neume.schemas.Revisions;
import org.neume.schemas.Topics;
import org.neume.schemas.record.Correction;

/**
 * Sends corrections again that were given up, as the next revision of their recording: a revision that
 * was given up stays so, as a recording does. Confined to one thread.
 */
public final class CorrectionReplay implements AutoCloseable {
  private final LetterBox letters;
  private final TopicScan scan;
  private final Ledger ledger;
  private final ReplaySender sender;

  /** Replays on a broker. */
  public CorrectionReplay(Broker broker) {
    this.letters = new LetterBox(broker);
    this.scan = new TopicScan(broker);
    this.ledger = new Ledger(scan);
    this.sender = new ReplaySender(broker);
  }

  /** What is in the topic of corrections of a recording already. */
  private static final class Past {
    private int latest;
    private String sentAs = "";
  }

  /**
   * Says what would become of a correction, or does it.
   *
   * @param letter its dead letter
   * @param send whether to do it
   */
  public Replay replay(Letter letter, boolean send) {
    String recordingId = letter.recordingId() == null ? "" : letter.recordingId();
    Correction correction =
        letters
            .open(letter.place())
            .flatMap(ledger::readable)
            .flatMap(CorrectionReplay::correction)
            .filter(c -> c.getRecordingId().equals(recordingId))
            .orElse(null);
    if (correction == null) {
      return Replay.refused(
          recordingId,
          "letter %s holds no correction that can be read; mend what wrote it and correct again"
              .formatted(letter.place()));
    }
    Past past = past(recordingId, letter.whence());
    if (!past.sentAs.isEmpty()) {
      return new Replay(
          recordingId,
          Replay.Result.BEFORE,
          past.sentAs,
          0,
          0,
          List.of(),
          "its correction %s was sent again before, as %s"
              .formatted(correction.getStream(), past.sentAs));
    }
    String stream;
    try {
      stream = Revisions.of(Revisions.original(correction.getStream()), past.latest + 1);
    } catch (IllegalArgumentException e) {
      return Replay.refused(
          recordingId,
          "its correction is on the stream %s, which none can have; correct again"
              .formatted(correction.getStream()));
    }
    if (send) {
      Correction again =
          Correction.newBuilder(correction)
              .setStream(stream)
              .setRevision(past.latest + 1)
              .setSequence(0)
              .build();
      sender.sendAndWait(
          ReplayHeaders.on(
              new ProducerRecord<>(Topics.CORRECTIONS.name(), recordingId, again),
              recordingId,
              letter.whence()));
    }
    return new Replay(
        recordingId,
        send ? Replay.Result.SENT : Replay.Result.PLANNED,
        stream,
        1,
        0,
        List.of(),
        "its correction %s %s again as %s"
            .formatted(correction.getStream(), send ? "was sent" : "would be sent", stream));
  }

  @Override
  public void close() {
    sender.close();
    ledger.close();
    scan.close();
  }

  private Past past(String recordingId, String whence) {
    Past past = new Past();
    ledger.read(
        Topics.CORRECTIONS,
        recordingId,
        (record, value) -> correction(value).ifPresent(c -> take(past, record, c, whence)));
    return past;
  }

  private static void take(
      Past past, ConsumerRecord<String, byte[]> record, Correction correction, String whence) {
    past.latest = Math.max(past.latest, Revisions.number(correction.getStream()));
    if (ReplayHeaders.isFrom(record, whence)) {
      past.sentAs = correction.getStream();
    }
  }

  private static Optional<Correction> correction(SpecificRecordBase record) {
    return record instanceof Correction correction ? Optional.of(correction) : Optional.empty();
  }
}
