package org.neume.gateway.it;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.Note;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.ScoreBlock;
import org.neume.schemas.record.ScoreDocument;
import org.neume.schemas.record.StatusEvent;
import org.neume.schemas.record.TempoEstimate;

/** Writes to the topics what the stages would: blocks of five seconds at 120 beats per minute. */
final class PlayedChain implements AutoCloseable {
  static final int BLOCK_SECONDS = 5;
  private static final int RATE = 100;
  private static final int PERIOD = 50;

  private final KafkaProducer<String, SpecificRecordBase> producer;

  PlayedChain(String bootstrap) {
    AvroSerializer serializer = new AvroSerializer();
    serializer.configure(Map.of(), false);
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
    producer = new KafkaProducer<>(settings, new StringSerializer(), serializer);
  }

  /** Writes a record and waits until the broker has it. */
  void write(Topic topic, String id, SpecificRecordBase record) throws Exception {
    producer.send(new ProducerRecord<>(topic.name(), id, record)).get();
  }

  /** The producer itself, for those who do not wait. */
  KafkaProducer<String, SpecificRecordBase> producer() {
    return producer;
  }

  void status(String id, String stage, long sequence, StatusEvent event) throws Exception {
    write(
        Topics.STATUS,
        id,
        RecordingStatus.newBuilder()
            .setRecordingId(id)
            .setStream(stage)
            .setSequence(sequence)
            .setEvent(event)
            .setCause(event == StatusEvent.FAILED ? "it could not be done; try again" : null)
            .setInputRecords(sequence * 7)
            .setOutputRecords(sequence * 3)
            .setSeconds(sequence * 15.0)
            .build());
  }

  void beats(String id, String stream, int block, End end) throws Exception {
    write(Topics.BEATS, id, beatBlock(id, stream, block, end));
  }

  /** Ten beats of the block's five seconds. */
  static BeatBlock beatBlock(String id, String stream, int block, End end) {
    long first = (long) block * BLOCK_SECONDS * RATE;
    int count = BLOCK_SECONDS * RATE / PERIOD;
    return BeatBlock.newBuilder()
        .setRecordingId(id)
        .setStream(stream)
        .setSequence(block)
        .setFirstFrame(first)
        .setFrameCount(BLOCK_SECONDS * RATE)
        .setFrameRate(RATE)
        .setBeats(
            java.util.stream.IntStream.range(0, count)
                .mapToObj(
                    i ->
                        new Beat(
                            first + (long) i * PERIOD,
                            (block * count + i) % 4 + 1,
                            4,
                            120.0,
                            0.875))
                .toList())
        .setTempi(end == End.COMPLETE ? List.of(new TempoEstimate(120.0, 1.0)) : List.of())
        .setEnd(end)
        .build();
  }

  void notes(String id, String stream, int block, End end) throws Exception {
    double first = block * (double) BLOCK_SECONDS;
    write(
        Topics.NOTES,
        id,
        NoteBlock.newBuilder()
            .setRecordingId(id)
            .setStream(stream)
            .setSequence(block)
            .setFirstFrame((long) block * BLOCK_SECONDS * RATE)
            .setFrameCount(BLOCK_SECONDS * RATE)
            .setFrameRate(RATE)
            .setNotes(
                List.of(
                    new Note(first + 0.5, first + 1.25, 60, 80, 0.75),
                    new Note(first + 2.5, first + 3.0, 64, 90, 0.5)))
            .setEnd(end)
            .build());
  }

  /** A score's revision: MusicXML in two parts, then MIDI in one; the first sequence of the next. */
  long score(String id, String stream, int revision, long sequence, boolean last) throws Exception {
    score(id, stream, revision, sequence, last, ScoreDocument.MUSICXML, 0, 2, "<score-partwise ");
    score(
        id, stream, revision, sequence + 1, last, ScoreDocument.MUSICXML, 1, 2, "version='4.0'/>");
    score(id, stream, revision, sequence + 2, last, ScoreDocument.MIDI, 0, 1, "MThd" + revision);
    return sequence + 3;
  }

  private void score(
      String id,
      String stream,
      int revision,
      long sequence,
      boolean last,
      ScoreDocument document,
      int part,
      int parts,
      String payload)
      throws Exception {
    boolean first = document == ScoreDocument.MUSICXML && part == 0;
    write(
        Topics.SCORES,
        id,
        ScoreBlock.newBuilder()
            .setRecordingId(id)
            .setStream(stream)
            .setSequence(sequence)
            .setRevision(revision)
            .setFinalRevision(last)
            .setDocument(document)
            .setPart(part)
            .setParts(parts)
            .setMeasures(4)
            .setSeconds(10.0)
            .setPayload(ByteBuffer.wrap(payload.getBytes(StandardCharsets.US_ASCII)))
            .setMeasureStarts(first ? List.of(0.0, 2.0, 4.0, 6.0) : List.of())
            .setEnd(last && document == ScoreDocument.MIDI ? End.COMPLETE : End.OPEN)
            .build());
  }

  /** All that an ordinary recording of beats, notes and score gets. */
  void whole(String id, int blocks) throws Exception {
    status(id, "features", 0, StatusEvent.STARTED);
    for (int block = 0; block < blocks; block++) {
      End end = block == blocks - 1 ? End.COMPLETE : End.OPEN;
      beats(id, "beats", block, end);
      notes(id, "notes", block, end);
    }
    long next = score(id, "notes", 0, 0, false);
    score(id, "notes", 1, next, true);
    status(id, "features", 1, StatusEvent.COMPLETED);
  }

  @Override
  public void close() {
    producer.close();
  }
}
