package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.cli.chain.KafkaClients;
import org.neume.schemas.Streams;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;

/** Against a real broker where Docker answers, else against the embedded one. */
@DisplayName("The transcription service in a process of its own")
class ScoreKillIT {
  private static final String SERVICE = "transcription-service";
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final int SECONDS = 100;
  private static final List<Topic> WRITTEN = List.of(Topics.NOTES, Topics.SCORES);

  /**
   * How much of the pieces was published when the service is killed: with what comes meanwhile less
   * than three quarters, behind which there are late beats alone.
   */
  private static final double[] KILLED_AT = {0.3, 0.6};

  private static final List<PlayedPiece> PIECES =
      List.of(new PlayedPiece("in-time", SECONDS, 39), new PlayedPiece("late-beats", SECONDS, 44));

  @TempDir Path folder;

  /** Publishes both pieces in turns; the beats of the second a third of the piece behind its notes. */
  private static final class Publisher implements AutoCloseable {
    private final KafkaProducer<String, SpecificRecordBase> producer;
    private long time = System.currentTimeMillis();
    private int turn;

    Publisher(String bootstrap) {
      producer = KafkaClients.producer(bootstrap);
    }

    /** Publishes so much of the activations, and the beats that belong to them. */
    void publishUntil(double share) throws ExecutionException, InterruptedException {
      int turns = PIECES.get(0).activations().size();
      int lag = turns / 3;
      // The late beats take some turns more.
      int until = (int) Math.round(share * (turns + lag));
      for (; turn < until; turn++) {
        for (int p = 0; p < PIECES.size(); p++) {
          PlayedPiece piece = PIECES.get(p);
          List<ActivationBlock> activations = piece.activations();
          if (turn < turns) {
            send(Topics.ACTIVATIONS, piece.id(), activations.get(turn));
          }
          List<BeatBlock> beats = piece.beats();
          int at = turn - p * lag;
          int every = turns / beats.size();
          if (at >= 0 && at < turns && at % every == every - 1) {
            send(Topics.BEATS, piece.id(), beats.get(at / every));
          }
        }
      }
    }

    private void send(Topic topic, String id, SpecificRecordBase record)
        throws ExecutionException, InterruptedException {
      time += 5;
      var unused = producer.send(new ProducerRecord<>(topic.name(), 0, time, id, record)).get();
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  @Test
  @DisplayName(
      "is killed twice amid two pieces, and notes and scores are those of an undisturbed run")
  void killed() throws Exception {
    ServiceJvm.assumePackaged(List.of(SERVICE));
    Map<Topic, TopicBytes> undisturbed = run("undisturbed", null);
    for (PlayedPiece piece : PIECES) {
      List<NoteBlock> notes = undisturbed.get(Topics.NOTES).records(Streams.NOTES, piece.id());
      assertThat(notes.stream().mapToInt(b -> b.getNotes().size()).sum()).isEqualTo(2 * SECONDS);
      List<ScoreBlock> scores = undisturbed.get(Topics.SCORES).records(Streams.SCORES, piece.id());
      ScoreBlock last = scores.get(scores.size() - 1);
      assertThat(last.getEnd()).isEqualTo(End.COMPLETE);
      assertThat(last.getRevision()).isGreaterThan(3);
      assertThat(last.getMeasures()).isGreaterThanOrEqualTo(SECONDS / 2);
    }

    Map<Topic, TopicBytes> disturbed = run("disturbed", undisturbed);

    for (Topic topic : WRITTEN) {
      Map<String, List<byte[]>> expected = undisturbed.get(topic).byRecording();
      Map<String, List<byte[]>> found = disturbed.get(topic).byRecording();
      assertThat(found.keySet()).as(topic.name()).isEqualTo(expected.keySet());
      expected.forEach(
          (id, bytes) ->
              assertThat(found.get(id))
                  .as("%s of %s", topic.name(), id)
                  .containsExactlyElementsOf(bytes));
    }
  }

  /** One run on a broker of its own; kills if it is told how much an undisturbed run writes. */
  private Map<Topic, TopicBytes> run(String name, Map<Topic, TopicBytes> undisturbed)
      throws Exception {
    try (LiveBroker broker = LiveBroker.start(folder.resolve(name + "-broker"));
        Publisher publisher = new Publisher(broker.bootstrap())) {
      String bootstrap = broker.bootstrap();
      ServiceJvm service = start(name, bootstrap);
      try {
        if (undisturbed != null) {
          for (double share : KILLED_AT) {
            int before = TopicBytes.read(bootstrap, Topics.SCORES).size();
            publisher.publishUntil(share);
            await(() -> TopicBytes.read(bootstrap, Topics.SCORES).size() > before, service);
            // It has work in its hands when it dies, and more comes in while it is away.
            publisher.publishUntil(share + 0.1);
            service.kill();
            for (Topic topic : WRITTEN) {
              assertThat(TopicBytes.read(bootstrap, topic).size())
                  .as("records of %s when it was killed", topic.name())
                  .isBetween(1, undisturbed.get(topic).size() - 1);
            }
            publisher.publishUntil(share + 0.15);
            service = start(name, bootstrap);
          }
        }
        publisher.publishUntil(1);
        await(() -> allClosed(bootstrap), service);
        assertThat(TopicBytes.read(bootstrap, Topics.DEAD_LETTERS).size()).isZero();
        Map<Topic, TopicBytes> written = new LinkedHashMap<>();
        WRITTEN.forEach(topic -> written.put(topic, TopicBytes.read(bootstrap, topic)));
        return written;
      } finally {
        service.close();
      }
    }
  }

  private ServiceJvm start(String run, String bootstrap) throws IOException {
    return ServiceJvm.start(
        SERVICE,
        bootstrap,
        folder.resolve(run + ".log"),
        "neume.score.first-revision=PT10S",
        "neume.score.revision-step=PT10S");
  }

  private static boolean allClosed(String bootstrap) {
    TopicBytes scores = TopicBytes.read(bootstrap, Topics.SCORES);
    return PIECES.stream().allMatch(piece -> scores.isClosed(Streams.SCORES, piece.id()));
  }

  private static void await(BooleanSupplier condition, ServiceJvm service)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      boolean goesOn = service.alive() && System.nanoTime() < end;
      assertThat(goesOn).as("it said:%n%s", service.log()).isTrue();
      Thread.sleep(200);
    }
  }
}
