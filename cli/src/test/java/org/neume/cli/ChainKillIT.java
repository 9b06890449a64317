package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.schemas.Streams;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;

/** Against a real broker where Docker answers, else against the embedded one. */
@DisplayName("The three services, each in a process of its own,")
class ChainKillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /**
   * The network's windows are 60 s long and look 20 s ahead, so only what is longer than 80 s gets
   * activations before its end, in the middle of which a service can be killed.
   */
  private static final double SECONDS = 150;

  /** Each service and what it writes, in the order of the chain. */
  private static final Map<String, Topic> OUTPUTS = new LinkedHashMap<>();

  static {
    OUTPUTS.put("feature-service", Topics.FEATURES);
    OUTPUTS.put("inference-service", Topics.ACTIVATIONS);
    OUTPUTS.put("decoder-service", Topics.BEATS);
  }

  /** How much of the audio is published when each of them is killed. */
  private static final Map<String, Double> KILLED_AT =
      Map.of("feature-service", 0.3, "inference-service", 0.6, "decoder-service", 0.8);

  private static final List<TestRecording> RECORDINGS =
      List.of(
          new TestRecording("first", TestAudio.clicks(SECONDS, 100), TestAudio.RATE / 2, false),
          new TestRecording("abandoned", TestAudio.clicks(SECONDS, 87), TestAudio.RATE / 2, true),
          new TestRecording("second", TestAudio.clicks(SECONDS, 132), 20_011, false));

  /** Its first record is too short for a frame, so nothing of it overtakes what it closes. */
  private static final TestRecording LATER =
      new TestRecording("later", TestAudio.clicks(3, 120), 441, false);

  @TempDir Path folder;

  @Test
  @DisplayName("are killed one after the other, and every stream is that of an undisturbed run")
  void killed() throws Exception {
    ServiceJvm.assumePackaged(List.copyOf(OUTPUTS.keySet()));
    Map<Topic, TopicBytes> undisturbed = run("undisturbed", null);
    for (String id : List.of("first", "second")) {
      List<BeatBlock> blocks = undisturbed.get(Topics.BEATS).records(Streams.BEATS, id);
      assertThat(blocks.get(blocks.size() - 1).getEnd()).as(id).isEqualTo(End.COMPLETE);
      assertThat(blocks.stream().mapToInt(b -> b.getBeats().size()).sum()).isGreaterThan(60);
    }
    List<BeatBlock> abandoned = undisturbed.get(Topics.BEATS).records(Streams.BEATS, "abandoned");
    assertThat(abandoned.get(abandoned.size() - 1).getEnd()).isEqualTo(End.ABORTED);

    Map<Topic, TopicBytes> disturbed = run("disturbed", undisturbed);

    undisturbed.forEach(
        (topic, expected) -> {
          Map<String, List<byte[]>> found = disturbed.get(topic).byRecording();
          assertThat(found.keySet()).as(topic.name()).isEqualTo(expected.byRecording().keySet());
          expected
              .byRecording()
              .forEach(
                  (id, bytes) ->
                      assertThat(found.get(id))
                          .as("%s of %s", topic.name(), id)
                          .containsExactlyElementsOf(bytes));
        });
  }

  /** One run on a broker of its own; kills if it is told how much an undisturbed run writes. */
  private Map<Topic, TopicBytes> run(String name, Map<Topic, TopicBytes> undisturbed)
      throws Exception {
    try (LiveBroker broker = LiveBroker.start(folder.resolve(name + "-broker"))) {
      return run(name, broker.bootstrap(), undisturbed);
    }
  }

  private Map<Topic, TopicBytes> run(
      String name, String bootstrap, Map<Topic, TopicBytes> undisturbed) throws Exception {
    Map<String, ServiceJvm> services = new TreeMap<>();
    try (InterleavedAudio audio = new InterleavedAudio(bootstrap, RECORDINGS)) {
      for (String service : OUTPUTS.keySet()) {
        services.put(service, start(service, name, bootstrap));
      }
      if (undisturbed != null) {
        for (Map.Entry<String, Topic> e : OUTPUTS.entrySet()) {
          String service = e.getKey();
          audio.publishUntil(KILLED_AT.get(service));
          await(() -> TopicBytes.read(bootstrap, e.getValue()).size() > 0, services);
          // It has work in its hands when it dies, and more comes in while it is away.
          audio.publishUntil(KILLED_AT.get(service) + 0.1);
          services.get(service).kill();
          assertThat(TopicBytes.read(bootstrap, e.getValue()).size())
              .as("records of the %s when it was killed", service)
              .isBetween(1, undisturbed.get(e.getValue()).size() - 1);
          audio.publishUntil(KILLED_AT.get(service) + 0.15);
          services.put(service, start(service, name, bootstrap));
        }
      }
      audio.publishUntil(1);
      audio.beginLater(LATER);
      await(() -> allClosed(bootstrap, RECORDINGS), services);
      audio.endLater(LATER);
      await(() -> allClosed(bootstrap, List.of(LATER)), services);
      assertThat(TopicBytes.read(bootstrap, Topics.DEAD_LETTERS).size()).isZero();
      Map<Topic, TopicBytes> written = new LinkedHashMap<>();
      OUTPUTS.values().forEach(t -> written.put(t, TopicBytes.read(bootstrap, t)));
      return written;
    } finally {
      services.values().forEach(ServiceJvm::close);
    }
  }

  private ServiceJvm start(String service, String run, String bootstrap) throws IOException {
    Path log = folder.resolve(run + "-" + service + ".log");
    return ServiceJvm.start(service, bootstrap, log);
  }

  private static boolean allClosed(String bootstrap, List<TestRecording> recordings) {
    TopicBytes beats = TopicBytes.read(bootstrap, Topics.BEATS);
    return recordings.stream().allMatch(r -> beats.isClosed(Streams.BEATS, r.id()));
  }

  private static void await(BooleanSupplier condition, Map<String, ServiceJvm> services)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      for (Map.Entry<String, ServiceJvm> e : services.entrySet()) {
        boolean goesOn = e.getValue().alive() && System.nanoTime() < end;
        assertThat(goesOn).as("%s said:%n%s", e.getKey(), e.getValue().log()).isTrue();
      }
      Thread.sleep(200);
    }
  }
}
