package org.neume.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.neume.cli.deadletter.LetterGroup;
import org.neume.cli.status.ChainState;
import org.neume.cli.status.RecordingState;
import org.neume.cli.status.StageFigures;
import org.neume.cli.status.StageState;
import org.neume.cli.status.TopicState;
import org.neume.schemas.record.StatusEvent;

/** How a chain is, for people at a terminal. */
final class StatusText {
  private static final int CAUSES = 3;

  private final int most;
  private final Duration lately;
  private final long now;

  /**
   * Text of a look at a chain.
   *
   * @param most how many recordings are shown
   * @param lately how long ago they may have come
   * @param now when it was looked, in milliseconds since 1970
   */
  StatusText(int most, Duration lately, long now) {
    this.most = most;
    this.lately = lately;
    this.now = now;
  }

  String of(ChainState chain) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s  %s UTC  %d brokers: %s%n%n"
            .formatted(
                chain.bootstrap(),
                Ages.time(now),
                chain.brokers().size(),
                String.join(", ", chain.brokers())));
    text.append(topics(chain.topics())).append('\n');
    text.append(stages(chain.stages())).append('\n');
    text.append(recordings(chain.recordings())).append('\n');
    text.append(letters(chain)).append('\n');
    List<String> problems = chain.problems();
    if (problems.isEmpty()) {
      text.append("nothing is wrong\n");
    }
    problems.forEach(problem -> text.append("wrong: ").append(problem).append('\n'));
    return text.toString();
  }

  private static String topics(List<TopicState> topics) {
    Columns table = new Columns("TOPIC", "PARTITIONS", "REPLICAS", "BEHIND", "STATE");
    for (TopicState topic : topics) {
      boolean missing = topic.partitions() == 0;
      table.row(
          topic.name(),
          topic.partitions(),
          topic.replicas(),
          topic.underReplicated(),
          missing
              ? "missing"
              : (topic.problems().isEmpty() ? "ok" : "wrong")
                  + (topic.differences().isEmpty()
                      ? ""
                      : ", " + String.join(", ", topic.differences())));
    }
    return table.text();
  }

  private static String stages(List<StageState> stages) {
    Columns table =
        new Columns(
            "STAGE",
            "GROUP",
            "STATE",
            "REPLICAS",
            "PARTITIONS",
            "BACKLOG",
            "REAL TIME",
            "WATERMARK",
            "OPEN",
            "HELD BACK");
    for (StageState stage : stages) {
      StageFigures figures = stage.figures();
      table.row(
          stage.stage().title(),
          stage.stage().group(),
          stage.state(),
          stage.members(),
          "%d/%d".formatted(stage.assigned(), stage.partitions()),
          figures == null ? "-" : number("%.1f s", figures.backlogSeconds()),
          figures == null ? "-" : number("%.1f x", figures.realTimeFactor()),
          figures == null ? "-" : number("%.0f s", figures.watermarkAgeSeconds()),
          figures == null ? "-" : number("%.0f", figures.openRecordings()),
          stage.heldBack() < 0 ? "-" : Long.toString(stage.heldBack()));
    }
    boolean figures = stages.stream().anyMatch(stage -> stage.figures() != null);
    return table.text()
        + "held back: records that open recordings may need still; it is no work that waits (backlog is)\n"
        + (figures
            ? ""
            : "no metrics were found: give --metrics http://SERVICE:PORT,... for backlog, real time, watermark, open\n");
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private String recordings(List<RecordingState> recordings) {
    long failed = recordings.stream().filter(RecordingState::failed).count();
    String title =
        "recordings of the last %s: %d, %d of them given up%n"
            .formatted(Ages.text(lately), recordings.size(), failed);
    if (recordings.isEmpty()) {
      return title;
    }
    List<String> stages = new ArrayList<>(List.of("features", "inference", "beats", "notes"));
    stages.add("scores");
    List<String> titles = new ArrayList<>(List.of("RECORDING", "AGE"));
    stages.forEach(stage -> titles.add(stage.toUpperCase(Locale.ROOT)));
    titles.add("CAUSE");
    Columns table = new Columns(titles.toArray(String[]::new));
    for (RecordingState recording : recordings.subList(0, Math.min(most, recordings.size()))) {
      List<Object> row = new ArrayList<>();
      row.add(recording.id());
      row.add(Ages.text(Duration.ofMillis(now - recording.time())));
      stages.forEach(stage -> row.add(word(recording.events().get(stage))));
      row.add(recording.cause() == null ? "" : recording.cause());
      table.row(row.toArray());
    }
    return title + table.text();
  }

  private static String word(@Nullable StatusEvent event) {
    if (event == null) {
      return "-";
    }
    return switch (event) {
      case STARTED -> "open";
      case COMPLETED -> "done";
      case FAILED -> "FAILED";
    };
  }

  private static String letters(ChainState chain) {
    StringBuilder text = new StringBuilder();
    text.append("dead letters of records of the last hour: %d%n".formatted(chain.letterCount()));
    if (!chain.letters().isEmpty()) {
      Columns table = new Columns("LETTERS", "STAGE", "LETTER", "CAUSE");
      for (LetterGroup group :
          chain.letters().subList(0, Math.min(CAUSES, chain.letters().size()))) {
        table.row(
            group.letters().size(),
            group.example().stage(),
            group.example().place(),
            group.example().cause());
      }
      text.append(table.text()).append("'neume dlq list --since 1h' shows all\n");
    }
    return text.toString();
  }
}
