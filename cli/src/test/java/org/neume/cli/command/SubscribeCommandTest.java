package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neume.cli.broker.TopicSetup;
import org.neume.cli.chain.TestTopics;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.ElementType;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.StatusEvent;

@DisplayName("Who subscribes to a topic of a chain with two lanes")
@Timeout(60)
class SubscribeCommandTest {
  @RegisterExtension static final TestTopics TOPICS = new TestTopics();

  @BeforeAll
  static void lanes() {
    TopicSetup.createAll(TOPICS.bootstrap());
  }

  @Test
  @DisplayName("reads a recording in whichever of them it is")
  void either() throws Exception {
    activations(Topics.ACTIVATIONS, "live");
    activations(Topics.ACTIVATIONS_BULK, "imported");
    for (String id : List.of("live", "imported")) {
      CommandRun run = subscribe(id, "activations");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.lines()).singleElement().asString().contains("\"" + id + "\"");
    }
  }

  @Test
  @DisplayName("learns from either what a recording asks for, and so which stages to wait for")
  void statuses() throws Exception {
    activations(Topics.ACTIVATIONS_BULK, "told");
    status("told", "features");
    status("told", "inference");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), () -> errors, false);
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(
            () -> NeumeCommand.run(terminal, line("told", "status").toArray(String[]::new)));
    // Who does not know that beats are asked for takes this long silence for the end.
    while (!err.toString(StandardCharsets.UTF_8).contains("the stage beats has said nothing")) {
      assertThat(exit).isNotDone();
      Thread.sleep(50);
    }
    status("told", "beats");
    assertThat(exit.get()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(6);
  }

  private static CommandRun subscribe(String id, String topic) {
    return CommandRun.of(line(id, topic).toArray(String[]::new));
  }

  private static List<String> line(String id, String topic) {
    return List.of("subscribe", id, "-b", TOPICS.bootstrap(), "--topic", topic);
  }

  private static void activations(Topic topic, String id) throws Exception {
    TOPICS.send(
        ActivationBlock.newBuilder()
            .setRecordingId(id)
            .setStream("beats")
            .setSequence(0)
            .setFirstFrame(0)
            .setFrameCount(0)
            .setOutputs(List.of("beat", "downbeat"))
            .setFrameRate(100)
            .setElementType(ElementType.F32)
            .setPayload(ByteBuffer.allocate(0))
            .setProvenance("test")
            .setEnd(End.COMPLETE)
            .setCause(null)
            .setDecoderName("dbn")
            .setAnalyses(List.of("beats"))
            .build(),
        topic.name());
  }

  private static void status(String id, String stage) throws Exception {
    List<StatusEvent> events = List.of(StatusEvent.STARTED, StatusEvent.COMPLETED);
    for (int sequence = 0; sequence < events.size(); sequence++) {
      TOPICS.send(
          RecordingStatus.newBuilder()
              .setRecordingId(id)
              .setStream(stage)
              .setSequence(sequence)
              .setEvent(events.get(sequence))
              .setCause(null)
              .build(),
          Topics.STATUS.name());
    }
  }
}
