package org.neume.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.deadletter.CorrectionReplay;
import org.neume.cli.deadletter.Letter;
import org.neume.cli.deadletter.LetterBox;
import org.neume.cli.deadletter.LetterPlace;
import org.neume.cli.deadletter.RecordingReplay;
import org.neume.cli.deadletter.Replay;
import org.neume.schemas.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes recordings of dead letters again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes the recordings again that dead letters belong to.",
      "",
      "A recording that was given up stays so, and what comes under its id is dropped. So the whole of"
          + " it goes into the topic of audio again as it lies there, under a new id (RECORDING-replay-1),"
          + " with the analyses that it asked for, its title, owner and wishes. A correction is sent again as"
          + " the next revision. A recording that no stage gave up is left alone.",
      "",
      "Nothing is sent without --yes. A second run of the same replay goes on where the first stopped,"
          + " or says that it is done. Exit code 1 if some recording cannot be replayed.",
      "",
      "  ./neume dlq replay 3-17",
      "  ./neume dlq replay --all --stage inference --since 1h --yes"
    })
final class DlqReplayCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "LETTER",
      description = "Places of letters, as 'dlq list' prints them: 3-17.")
  List<String> letters = List.of();

  @Mixin BrokerOption broker = new BrokerOption();
  @Mixin LetterOptions which = new LetterOptions();

  @Option(names = "--all", description = "All letters, or all of --stage and --since.")
  boolean all;

  @Option(names = "--yes", description = "Send; without it, say what would be sent.")
  boolean yes;

  @Option(
      names = "--rate",
      paramLabel = "X",
      description =
          "Seconds of audio to send in a second, all recordings together; 0 for no limit (default: ${DEFAULT-VALUE}).")
  double rate = 10;

  @Option(
      names = "--number",
      paramLabel = "N",
      description =
          "Make the replay of this number, where the one before was given up too (default: 1, of a replay the one behind it).")
  @Nullable Integer number;

  @Option(names = "--json", description = "A JSON object a line for each recording.")
  boolean json;

  private final Terminal terminal;

  DlqReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    check();
    Broker kafka = broker.broker();
    KafkaClients.check(kafka, Topics.DEAD_LETTERS, Topics.AUDIO, Topics.STATUS, Topics.RECORDINGS);
    List<Letter> meant = meant(new LetterBox(kafka));
    if (meant.isEmpty()) {
      terminal.note("neume: there are no dead letters of these");
      return ExitCode.OK;
    }
    boolean refused = false;
    boolean planned = false;
    for (Replay replay : replay(kafka, meant)) {
      refused |= replay.result() == Replay.Result.REFUSED;
      planned |= replay.result() == Replay.Result.PLANNED;
    }
    if (planned) {
      terminal.note("neume: nothing was sent; add --yes to do it");
    }
    return refused ? ExitCode.FILE_FAILED : ExitCode.OK;
  }

  private void check() {
    boolean filtered = all || which.recording != null;
    if (letters.isEmpty() != filtered) {
      throw CommandException.usage(
          "say which: places of letters, or --recording, or --all with --stage and --since");
    }
    if (!letters.isEmpty() && which.given()) {
      throw CommandException.usage(
          "--stage, --since and --recording choose letters; leave them out where you name some");
    }
    if (!(rate >= 0)) {
      throw CommandException.usage("--rate is %s; give 0 or more".formatted(rate));
    }
    if (number != null && number < 1) {
      throw CommandException.usage("--number is %d; give 1 or more".formatted(number));
    }
  }

  private List<Letter> meant(LetterBox box) {
    if (letters.isEmpty()) {
      return box.read(which.filter());
    }
    List<LetterPlace> places = letters.stream().map(DlqShowCommand::place).toList();
    return places.stream()
        .map(place -> box.find(place).orElseThrow(() -> DlqShowCommand.missing(place)))
        .toList();
  }

  /** Each recording once, and each correction once. */
  private List<Replay> replay(Broker kafka, List<Letter> meant) {
    Map<String, Letter> recordings = new LinkedHashMap<>();
    Map<String, Letter> corrections = new LinkedHashMap<>();
    for (Letter letter : meant) {
      if (letter.recordingId() == null) {
        terminal.note(
            "neume: letter %s names no recording that could be replayed".formatted(letter.place()));
      } else if (letter.topic().equals(Topics.CORRECTIONS.name())) {
        corrections.putIfAbsent(letter.whence(), letter);
      } else {
        recordings.putIfAbsent(letter.recordingId(), letter);
      }
    }
    List<Replay> replays = new ArrayList<>();
    try (RecordingReplay replay = new RecordingReplay(kafka, rate, terminal::progress);
        CorrectionReplay again = new CorrectionReplay(kafka)) {
      recordings.forEach(
          (id, letter) -> said(replays, replay.replay(id, letter.whence(), number, yes)));
      corrections.values().forEach(letter -> said(replays, again.replay(letter, yes)));
    }
    return replays;
  }

  private void said(List<Replay> replays, Replay replay) {
    replays.add(replay);
    terminal.result(
        json ? json(replay) + "\n" : "%s: %s%n".formatted(replay.recordingId(), replay.words()));
  }

  private static ObjectNode json(Replay replay) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("recordingId", replay.recordingId())
            .put("result", replay.result().name())
            .put("as", replay.as())
            .put("records", replay.records())
            .put("seconds", replay.seconds());
    replay.analyses().forEach(node.putArray("analyses")::add);
    return node.put("words", replay.words());
  }
}
