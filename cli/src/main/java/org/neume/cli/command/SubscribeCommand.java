package org.neume.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.format.Seconds;
import org.neume.annotation.stream.RepeatRule;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.JsonLines;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.chain.RecordingEnd;
import org.neume.cli.chain.TopicFollower;
import org.neume.schemas.Revisions;
import org.neume.schemas.StreamType;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a topic of a running chain brings. */
@Command(
    name = "subscribe",
    description = {
      "Prints a topic of a running chain as it comes, each record once.",
      "",
      "With RECORDING it ends when all that the recording has in the topic does; the topic status ends"
          + " when all its analyses have. Exit code 0 if all was completed, 1 if something was given"
          + " up. Without, it runs on until it is stopped.",
      "",
      "What the chain found is printed, in every lane, not what people corrected.",
      "A recording is printed from its beginning; all recordings from now on, but for"
          + " --from-beginning."
    })
final class SubscribeCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RECORDING",
      description = "The id that publish printed; all recordings without it.")
  @Nullable String recording;

  @Mixin BrokerOption broker = new BrokerOption();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "beats",
      description =
          "beats, notes, scores, activations, features or status (default: ${DEFAULT-VALUE}).")
  String topic = "beats";

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      description =
          "jsonl: a JSON object a line; beats: time and number (default: ${DEFAULT-VALUE}).")
  String format = "jsonl";

  @Option(
      names = "--from-beginning",
      description =
          "Start with the oldest record that the broker has; a recording always starts there.")
  boolean fromBeginning;

  /** Topics that are followed to learn what becomes of recordings. */
  private static final List<Topic> FOLLOWED =
      List.of(
          Topics.BEATS,
          Topics.NOTES,
          Topics.SCORES,
          Topics.ACTIVATIONS,
          Topics.FEATURES,
          Topics.STATUS);

  private static final Duration HINT_AFTER = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final JsonLines json = new JsonLines();

  SubscribeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Topic chosen =
        Topics.find(topic)
            .filter(FOLLOWED::contains)
            .orElseThrow(
                () ->
                    CommandException.usage(
                        "there is no topic %s to follow; choose beats, notes, scores, activations, features or status"
                            .formatted(topic)));
    if (!format.equals("jsonl") && !format.equals("beats")) {
      throw CommandException.usage(
          "there is no format %s; choose jsonl or beats".formatted(format));
    }
    if (format.equals("beats") && !chosen.equals(Topics.BEATS)) {
      throw CommandException.usage(
          "--format beats prints beats; leave --topic %s away".formatted(topic));
    }
    Broker kafka = broker.broker();
    KafkaClients.check(kafka, chosen);
    return follow(kafka, chosen, Objects.requireNonNull(chosen.type()));
  }

  private <T> int follow(Broker kafka, Topic chosen, StreamType<T> type) {
    // One that has ended before, or begun, would otherwise be waited for in vain.
    boolean whole = fromBeginning || recording != null;
    RepeatRule<T> rule = new RepeatRule<>(type, whole);
    RecordingEnd end = RecordingEnd.in(chosen);
    Said said = new Said();
    List<Topic> topics = new ArrayList<>(KafkaClients.lanes(kafka, chosen));
    Set<String> own = topics.stream().map(Topic::name).collect(Collectors.toSet());
    if (recording != null) {
      end.beside().forEach(beside -> topics.addAll(KafkaClients.lanes(kafka, beside)));
    }
    long start = System.nanoTime();
    try (TopicFollower follower = new TopicFollower(kafka, topics, recording, whole)) {
      follower.follow(
          found -> {
            if (!own.contains(found.topic())) {
              return !end.takeBeside(Objects.requireNonNull(recording), found.record());
            }
            return take(found.record(), type, rule, end, said);
          },
          waited -> {
            if (recording != null && !follower.caughtUp()) {
              end.catchingUp();
            }
            if (recording != null && System.nanoTime() - start > HINT_AFTER.toNanos()) {
              said.hint(chosen);
              end.silent().ifPresent(said::waitsFor);
            }
            return !terminal.outputClosed() && !(recording != null && end.ended());
          });
    }
    end.causes()
        .forEach(
            cause -> terminal.error("recording %s was given up: %s".formatted(recording, cause)));
    return said.gap || !end.causes().isEmpty() ? ExitCode.FILE_FAILED : ExitCode.OK;
  }

  /** Prints the next record, and answers whether to go on. */
  private <T> boolean take(
      SpecificRecordBase avro,
      StreamType<T> type,
      RepeatRule<T> rule,
      RecordingEnd end,
      Said said) {
    T record = type.recordClass().cast(avro);
    if (recording != null && !recording.equals(type.recordingId(record))) {
      return true;
    }
    if (Revisions.isRevision(type.stream(record))) {
      // What somebody corrected comes beside what the chain found, which this is about.
      return true;
    }
    said.found = true;
    switch (rule.judge(record)) {
      case REPEAT, SAME_GAP -> {
        return true;
      }
      case GAP -> {
        terminal.error(
            "recording %s: records before number %d are missing in %s; publish it again"
                .formatted(type.recordingId(record), type.sequence(record), topic));
        said.gap = true;
        return recording == null;
      }
      case TAKE -> print(avro);
    }
    return recording == null || !end.take(record, type);
  }

  private void print(SpecificRecordBase record) {
    if (format.equals("jsonl")) {
      terminal.result(json.line(record) + "\n");
    } else if (record instanceof BeatBlock block) {
      StringBuilder lines = new StringBuilder();
      for (Beat beat : block.getBeats()) {
        if (recording == null) {
          lines.append(block.getRecordingId()).append('\t');
        }
        lines.append(Seconds.text(beat.getFrame() / block.getFrameRate()));
        if (beat.getNumber() > 0) {
          lines.append('\t').append(beat.getNumber());
        }
        lines.append('\n');
      }
      terminal.result(lines.toString());
    }
  }

  /** What was said so far; changed as records come. */
  private final class Said {
    private boolean gap;
    private boolean found;
    private final Set<String> stages = new HashSet<>();

    /** Says once of a stage that it is waited for. */
    private void waitsFor(String stage) {
      if (found && stages.add(stage)) {
        terminal.note(
            "neume: the stage %s has said nothing of recording %s yet; check that it runs, or end this with Ctrl-C"
                .formatted(stage, recording));
      }
    }

    /** Says once that there is nothing yet. */
    private void hint(Topic chosen) {
      if (!found) {
        found = true;
        terminal.note(
            "neume: nothing of recording %s is in %s yet; check the id that publish printed, and that the services run"
                .formatted(recording, chosen.name()));
      }
    }
  }
}
