package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.TestTopics;
import org.neume.cli.chain.TopicScan;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.ConstraintKind;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingSource;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.SampleFormat;
import org.neume.schemas.record.StatusEvent;
import org.neume.stage.DeadLetter;

@DisplayName("Dead letters on a broker")
class DlqCommandTest {
  private static final int CHUNKS = 6;
  private static final byte[] GARBAGE = "no record".getBytes(StandardCharsets.US_ASCII);

  @RegisterExtension static final TestTopics TOPICS = new TestTopics();

  private static long offsets;

  @Test
  @DisplayName("are listed by cause, one by one, and for programs")
  void listed() throws Exception {
    letter("listed-a", "lists", "lists: record 12 is missing, 14 came instead", GARBAGE);
    letter("listed-b", "lists", "lists: record 3 is missing, 4 came instead", GARBAGE);
    CommandRun groups = dlq("list", "--stage", "lists");
    assertThat(groups.exitCode()).as(groups.err()).isZero();
    assertThat(groups.lines()).hasSize(2);
    assertThat(groups.lines().get(1)).matches(" +2 +2  lists +neume.audio .*came instead");
    CommandRun each = dlq("list", "--recording", "listed-a", "--since", "1h", "--each");
    assertThat(each.lines()).hasSize(2);
    assertThat(each.lines().get(1)).contains("listed-a", "record 12 is missing");
    JsonNode json =
        new ObjectMapper().readTree(dlq("list", "--recording", "listed-b", "--json").out());
    assertThat(json.path("recordingId").asText()).isEqualTo("listed-b");
    assertThat(json.path("cause").asText()).contains("record 3");
    assertThat(dlq("list", "--stage", "nobody").err())
        .isEqualTo("neume: there are no dead letters of these\n");
  }

  @Test
  @DisplayName("are shown with their headers and what is in them, as a record or as bytes")
  void shown() throws Exception {
    String garbled = letter("shown", "features", "it cannot be read", GARBAGE);
    CommandRun bytes = dlq("show", garbled);
    assertThat(bytes.exitCode()).as(bytes.err()).isZero();
    assertThat(bytes.out())
        .contains("neume-cause       it cannot be read")
        .contains("no record")
        .contains("6e 6f 20 72 65 63 6f 72 64");
    byte[] chunk = encode(chunks("shown").get(1), Topics.AUDIO);
    String readable = letter("shown", "inference", "a gap", chunk);
    assertThat(dlq("show", readable).out())
        .contains("record            AudioChunk")
        .contains("\"sampleRate\" : 8000")
        .contains("\"sequence\" : 1");
    JsonNode json = new ObjectMapper().readTree(dlq("show", readable, "--json").out());
    assertThat(json.at("/record/payload/bytes").asInt()).isEqualTo(8_000);
    assertThat(json.at("/headers/neume-stage").asText()).isEqualTo("inference");

    CommandRun none = dlq("show", "0-999999");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).startsWith("neume: there is no dead letter at 0-999999");
    assertThat(dlq("show", "nonsense").exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("lead to nothing but words without --yes")
  void dry() throws Exception {
    String letter = failed("dry");
    CommandRun run = dlq("replay", letter);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "dry: would be published again as dry-replay-1: 6 records, 2.5 s, beats,score, in 0 s or more\n");
    assertThat(run.err()).isEqualTo("neume: nothing was sent; add --yes to do it\n");
    assertThat(records(Topics.AUDIO, "dry-replay-1")).isEmpty();
  }

  @Test
  @DisplayName("lead to their whole recording under a new id, once however often it is asked for")
  void replayed() throws Exception {
    String letter = failed("poisoned");
    TOPICS.send(info("poisoned"), Topics.RECORDINGS.name());

    CommandRun run = dlq("replay", letter, "--yes", "--rate", "0");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "poisoned: published again as poisoned-replay-1: 6 records, 2.5 s, beats,score\n");
    List<ConsumerRecord<String, byte[]>> again = records(Topics.AUDIO, "poisoned-replay-1");
    List<AudioChunk> expected =
        chunks("poisoned").stream()
            .map(c -> AudioChunk.newBuilder(c).setRecordingId("poisoned-replay-1").build())
            .toList();
    assertThat(again.stream().map(DlqCommandTest::decoded).toList()).isEqualTo(expected);
    assertThat(again.get(0).headers().lastHeader("neume-replay-of").value())
        .asString()
        .isEqualTo("poisoned");
    RecordingInfo carried =
        (RecordingInfo) decoded(records(Topics.RECORDINGS, "poisoned-replay-1").get(0));
    assertThat(carried.getTitle()).isEqualTo("A song");
    assertThat(carried.getOwner()).isEqualTo("owner");
    assertThat(carried.getOptions()).isEqualTo(Map.of("tempo", "90-130"));
    assertThat(carried.getProvenance()).isEqualTo("replay of=poisoned");

    CommandRun second = dlq("replay", "--recording", "poisoned", "--yes", "--rate", "0");
    assertThat(second.exitCode()).isZero();
    assertThat(second.out())
        .isEqualTo(
            "poisoned: it was published again before, as poisoned-replay-1; --number 2 makes another\n");
    assertThat(records(Topics.AUDIO, "poisoned-replay-1")).hasSize(CHUNKS);
    assertThat(records(Topics.RECORDINGS, "poisoned-replay-1")).hasSize(1);

    TOPICS.send(status("poisoned-replay-1", StatusEvent.FAILED, "no model"), Topics.STATUS.name());
    CommandRun third = dlq("replay", "--recording", "poisoned", "--yes", "--rate", "0");
    assertThat(third.exitCode()).isEqualTo(1);
    assertThat(third.out()).contains("given up too (no model)", "--number 2");
    assertThat(dlq("replay", letter, "--yes", "--rate=0", "--number=2").exitCode()).isZero();
    assertThat(records(Topics.AUDIO, "poisoned-replay-2")).hasSize(CHUNKS);
  }

  @Test
  @DisplayName("go on where a replay stopped")
  void goesOn() throws Exception {
    String letter = failed("half");
    for (AudioChunk chunk : chunks("half-replay-1").subList(0, 2)) {
      TOPICS.send(chunk, Topics.AUDIO.name());
    }
    CommandRun run = dlq("replay", letter, "--yes", "--rate", "0");
    assertThat(run.out()).contains("4 records behind the 2 that are there");
    assertThat(
            records(Topics.AUDIO, "half-replay-1").stream()
                .map(r -> ((AudioChunk) decoded(r)).getSequence()))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
  }

  @Test
  @DisplayName("take the time that their audio is given")
  void rate() throws Exception {
    failed("slow");
    long begin = System.nanoTime();
    CommandRun run =
        dlq("replay", "--all", "--stage", "slow", "--since", "1h", "--yes", "--rate", "2");
    assertThat(run.out()).contains("slow-replay-1");
    // Five chunks of half a second at twice real time: the closing record is due after 1.25 s.
    assertThat(System.nanoTime() - begin).isGreaterThan(1_200_000_000L);
  }

  @Test
  @DisplayName("of recordings that go on, or whose audio is not all there, are left with a reason")
  void left() throws Exception {
    TOPICS.send(status("open", StatusEvent.STARTED, null), Topics.STATUS.name());
    CommandRun open = dlq("replay", letter("open", "features", "stray", GARBAGE), "--yes");
    assertThat(open.exitCode()).isZero();
    assertThat(open.out()).startsWith("open: nothing is replayed: it is open and no stage");

    String letter = letter("gone", "features", "a gap", GARBAGE);
    TOPICS.send(status("gone", StatusEvent.FAILED, "a gap"), Topics.STATUS.name());
    CommandRun gone = dlq("replay", letter, "--yes");
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.out()).contains("cannot be replayed: its audio is not in the log any more");

    CommandRun nobody = dlq("replay", letter(null, "features", "no key", GARBAGE), "--yes");
    assertThat(nobody.err()).contains("names no recording");
  }

  @Test
  @DisplayName("of corrections lead to the next revision, once")
  void corrections() throws Exception {
    Correction correction =
        Correction.newBuilder()
            .setRecordingId("corrected")
            .setStream("beats@2")
            .setSequence(0)
            .setAnalysis("beats")
            .setRevision(2)
            .setBase(1)
            .setRecordedFrom(0)
            .setConstraints(List.of(new Constraint(ConstraintKind.BEAT, 5L, 5L, 1, 0.0, 0.0)))
            .setFrameRate(100)
            .build();
    TOPICS.send(correction, Topics.CORRECTIONS.name());
    String letter =
        letter(
            "corrected",
            "revisions",
            "not there",
            encode(correction, Topics.CORRECTIONS),
            Topics.CORRECTIONS);
    assertThat(dlq("replay", letter, "--yes").out())
        .isEqualTo("corrected: its correction beats@2 was sent again as beats@3\n");
    assertThat(dlq("replay", letter, "--yes").out()).contains("again before, as beats@3");
    List<ConsumerRecord<String, byte[]>> all = records(Topics.CORRECTIONS, "corrected");
    assertThat(all).hasSize(2);
    assertThat(decoded(all.get(1)))
        .isEqualTo(Correction.newBuilder(correction).setStream("beats@3").setRevision(3).build());
  }

  @Test
  @DisplayName("are replayed by what is named, and by nothing that contradicts itself")
  void usage() {
    assertThat(dlq("replay").exitCode()).isEqualTo(2);
    assertThat(dlq("replay", "--stage", "features").exitCode()).isEqualTo(2);
    assertThat(dlq("replay", "0-1", "--all").exitCode()).isEqualTo(2);
    assertThat(dlq("replay", "0-1", "--stage", "features").exitCode()).isEqualTo(2);
    assertThat(dlq("replay", "--all", "--rate", "-1").exitCode()).isEqualTo(2);
    assertThat(dlq("list", "--since", "soon").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("dlq").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("dlq", "replay", "--help").exitCode()).isZero();
  }

  /** A recording whose audio is there, with something unreadable in its middle, and which failed. */
  private static String failed(String id) throws Exception {
    List<AudioChunk> chunks = chunks(id);
    for (AudioChunk chunk : chunks.subList(0, 3)) {
      TOPICS.send(chunk, Topics.AUDIO.name());
    }
    raw(new ProducerRecord<>(Topics.AUDIO.name(), id, GARBAGE));
    // A publisher that is not sure repeats itself.
    for (AudioChunk chunk : chunks.subList(2, CHUNKS)) {
      TOPICS.send(chunk, Topics.AUDIO.name());
    }
    TOPICS.send(status(id, StatusEvent.STARTED, null), Topics.STATUS.name());
    TOPICS.send(status(id, StatusEvent.FAILED, "it cannot be read"), Topics.STATUS.name());
    return letter(id, id, "it cannot be read", GARBAGE);
  }

  private static List<AudioChunk> chunks(String id) {
    List<AudioChunk> chunks = new ArrayList<>();
    for (int i = 0; i < CHUNKS; i++) {
      boolean last = i == CHUNKS - 1;
      byte[] payload = new byte[last ? 0 : 8_000];
      java.util.Arrays.fill(payload, (byte) i);
      chunks.add(
          AudioChunk.newBuilder()
              .setRecordingId(id)
              .setStream("audio")
              .setSequence(i)
              .setFirstFrame(i * 4_000L)
              .setFrameCount(payload.length / 2)
              .setSampleRate(8_000)
              .setChannels(1)
              .setFormat(SampleFormat.PCM16)
              .setPayload(ByteBuffer.wrap(payload))
              .setAnalyses(List.of("beats", "score"))
              .setEnd(last ? End.COMPLETE : End.OPEN)
              .build());
    }
    return chunks;
  }

  private static RecordingInfo info(String id) {
    return RecordingInfo.newBuilder()
        .setRecordingId(id)
        .setStream("recording")
        .setSequence(3)
        .setTitle("A song")
        .setOwner("owner")
        .setCreated(5)
        .setSource(RecordingSource.FILE)
        .setAnalyses(List.of("beats", "score"))
        .setOptions(Map.of("tempo", "90-130"))
        .build();
  }

  private static RecordingStatus status(String id, StatusEvent event, String cause) {
    return RecordingStatus.newBuilder()
        .setRecordingId(id)
        .setStream("features")
        .setSequence(event == StatusEvent.STARTED ? 0 : 1)
        .setEvent(event)
        .setCause(cause)
        .build();
  }

  private static String letter(String id, String stage, String cause, byte[] value)
      throws Exception {
    return letter(id, stage, cause, value, Topics.AUDIO);
  }

  /** Writes a dead letter, and answers its place. */
  private static String letter(String id, String stage, String cause, byte[] value, Topic topic)
      throws Exception {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(Topics.DEAD_LETTERS.name(), id, value);
    Map.of(
            DeadLetter.CAUSE,
            cause,
            DeadLetter.STAGE,
            stage,
            DeadLetter.TOPIC,
            topic.name(),
            DeadLetter.PARTITION,
            "0",
            DeadLetter.OFFSET,
            Long.toString(offsets++))
        .forEach((k, v) -> record.headers().add(k, v.getBytes(StandardCharsets.UTF_8)));
    return raw(record);
  }

  private static String raw(ProducerRecord<String, byte[]> record) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TOPICS.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var written = producer.send(record).get();
      return written.partition() + "-" + written.offset();
    }
  }

  private static List<ConsumerRecord<String, byte[]>> records(Topic topic, String id) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (TopicScan scan = new TopicScan(Broker.at(TOPICS.bootstrap()))) {
      scan.read(List.of(topic.name()), id, 0, r -> !id.equals(r.key()) || records.add(r));
    }
    return records;
  }

  private static Object decoded(ConsumerRecord<String, byte[]> record) {
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      return deserializer.deserialize(record.topic(), record.value());
    }
  }

  private static byte[] encode(org.apache.avro.specific.SpecificRecordBase record, Topic topic) {
    try (AvroSerializer serializer = new AvroSerializer()) {
      return serializer.serialize(topic.name(), record);
    }
  }

  private static CommandRun dlq(String... arguments) {
    List<String> line = new ArrayList<>(List.of("dlq", arguments[0]));
    line.addAll(List.of("-b", TOPICS.bootstrap()));
    line.addAll(List.of(arguments).subList(1, arguments.length));
    return CommandRun.of(line.toArray(String[]::new));
  }
}
