package org.neume.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.deadletter.Letter;
import org.neume.cli.deadletter.LetterBox;
import org.neume.cli.deadletter.LetterGroup;
import org.neume.schemas.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists dead letters. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists dead letters: a line for each cause, stage and topic with the last of them, whose place"
          + " 'dlq show' takes; with --each a line for each letter.",
      "Times are those of the records that could not be processed, in UTC."
    })
final class DlqListCommand implements Callable<Integer> {
  @Mixin BrokerOption broker = new BrokerOption();
  @Mixin LetterOptions which = new LetterOptions();

  @Option(names = "--each", description = "A line for each letter.")
  boolean each;

  @Option(names = "--json", description = "A JSON object a line for each letter.")
  boolean json;

  private final Terminal terminal;

  DlqListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Broker kafka = broker.broker();
    KafkaClients.check(kafka, Topics.DEAD_LETTERS);
    List<Letter> letters = new LetterBox(kafka).read(which.filter());
    if (json) {
      letters.forEach(letter -> terminal.result(json(letter) + "\n"));
    } else if (letters.isEmpty()) {
      terminal.note("neume: there are no dead letters" + (which.given() ? " of these" : ""));
    } else {
      terminal.result(each ? each(letters) : groups(letters));
    }
    return ExitCode.OK;
  }

  private static String groups(List<Letter> letters) {
    Columns table =
        new Columns("LETTERS", "RECORDINGS", "STAGE", "TOPIC", "FIRST", "LAST", "LETTER", "CAUSE");
    for (LetterGroup group : LetterGroup.of(letters)) {
      Letter example = group.example();
      table.row(
          group.letters().size(),
          group.recordings(),
          example.stage(),
          example.topic(),
          Ages.time(group.first()),
          Ages.time(group.last()),
          example.place(),
          example.cause());
    }
    return table.text();
  }

  private static String each(List<Letter> letters) {
    Columns table =
        new Columns("LETTER", "TIME", "STAGE", "TOPIC", "OF", "RECORDING", "BYTES", "CAUSE");
    for (Letter letter : letters) {
      table.row(
          letter.place(),
          Ages.time(letter.time()),
          letter.stage(),
          letter.topic(),
          letter.origin(),
          letter.recordingId() == null ? "-" : letter.recordingId(),
          letter.wholeBytes(),
          letter.cause());
    }
    return table.text();
  }

  /** A letter for programs. */
  static ObjectNode json(Letter letter) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("letter", letter.place().toString())
        .put("time", letter.time())
        .put("recordingId", letter.recordingId())
        .put("stage", letter.stage())
        .put("topic", letter.topic())
        .put("partition", letter.origin().partition())
        .put("offset", letter.origin().offset())
        .put("cause", letter.cause())
        .put("bytes", letter.bytes())
        .put("wholeBytes", letter.wholeBytes());
  }
}
