package org.neume.cli.deadletter;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.TopicScan;
import org.neume.schemas.RecordingIds;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingInfo;

/**
 * Publishes recordings again that were given up: their audio as it is in the log, whole, under an id
 * that follows from their own, with what they ask for and what is known of them. Confined to one
 * thread.
 *
 * <p>A second run of the same replay finds what the first has written: it goes on behind it, or has
 * nothing left to do. Records have the same numbers and the same content in both, so that stages drop
 * what two runs at once write twice.
 */
public final class RecordingReplay implements AutoCloseable {
  // The broker counts what it keeps of a record and of its batch, too.
  private static final int FRAMING_BYTES = 160;

  private final TopicScan scan;
  private final AudioLog audio;
  private final Ledger ledger;
  private final ReplaySender sender;
  private final Pacer pacer;
  private final double rate;
  private final Consumer<String> progress;

  /**
   * Replays on a broker.
   *
   * @param rate seconds of audio to send in a second, all recordings together; 0 for no limit
   * @param progress told in one line how far it is
   */
  public RecordingReplay(Broker broker, double rate, Consumer<String> progress) {
    this.scan = new TopicScan(broker);
    this.audio = new AudioLog(scan);
    this.ledger = new Ledger(scan);
    this.sender = new ReplaySender(broker);
    this.pacer = new Pacer(rate);
    this.rate = rate;
    this.progress = progress;
  }

  /** A recording that can be published again, and how. */
  private record Plan(String id, String as, String whence, AudioLog.Found found, long from) {}

  /**
   * Says what would become of a recording, or does it.
   *
   * @param whence the record that could not be processed, for those who look later
   * @param number the number of the replay; null for the one behind the recording's own
   * @param send whether to do it
   * @throws CommandException if the broker does not let us
   */
  public Replay replay(String recordingId, String whence, @Nullable Integer number, boolean send) {
    RecordingWord word = ledger.word(recordingId);
    Optional<String> contentment = word.contentment();
    if (contentment.isPresent()) {
      return Replay.nothing(recordingId, contentment.get());
    }
    ReplayId own = ReplayId.of(recordingId);
    ReplayId target = number == null ? own.next() : own.numbered(number);
    String as = target.text();
    if (target.number() <= own.number()) {
      return Replay.refused(
          recordingId, "it is replay %d itself; give a higher --number".formatted(own.number()));
    }
    AudioLog.Found found = audio.find(recordingId, word.first());
    Optional<String> problem =
        found.survey().problem().or(() -> tooLong(found, recordingId, as, whence));
    if (problem.isPresent()) {
      return Replay.refused(recordingId, problem.get());
    }
    AudioLog.Found before = audio.survey(found.topic(), as, found.since());
    if (before.survey().any()) {
      Optional<Replay> done = done(recordingId, target, before);
      if (done.isPresent()) {
        return done.get();
      }
    }
    Plan plan = new Plan(recordingId, as, whence, found, before.survey().records());
    if (send) {
      send(plan);
    }
    return replay(plan, send);
  }

  @Override
  public void close() {
    sender.close();
    ledger.close();
    audio.close();
    scan.close();
  }

  private static Optional<String> tooLong(
      AudioLog.Found found, String id, String as, String whence) {
    int bytes =
        found.largest()
            + 2 * RecordingIds.bytes(as)
            - RecordingIds.bytes(id)
            + ReplayHeaders.bytes(id, whence)
            + FRAMING_BYTES;
    return bytes <= Topic.MAX_RECORD_BYTES
        ? Optional.empty()
        : Optional.of(
            "a record of it would have %d bytes under its new id, the limit is %d; publish it again from its source"
                .formatted(bytes, Topic.MAX_RECORD_BYTES));
  }

  /** What to say where the replay was made before; empty where it was begun and may go on. */
  private Optional<Replay> done(String recordingId, ReplayId target, AudioLog.Found before) {
    String as = target.text();
    int following = target.number() + 1;
    RecordingWord word = ledger.word(as);
    if (word.failed()) {
      return Optional.of(
          Replay.refused(
              recordingId,
              "it was published again as %s, which was given up too (%s); mend the cause, then --number %d makes another"
                  .formatted(as, word.failure(), following)));
    }
    if (!before.survey().ended()) {
      return Optional.empty();
    }
    return Optional.of(
        new Replay(
            recordingId,
            Replay.Result.BEFORE,
            as,
            0,
            0,
            before.survey().analyses(),
            "it was published again before, as %s; --number %d makes another"
                .formatted(as, following)));
  }

  private Replay replay(Plan plan, boolean sent) {
    AudioSurvey survey = plan.found().survey();
    String words =
        String.format(
            Locale.ROOT,
            "%s as %s: %d records%s, %.1f s, %s%s",
            sent ? "published again" : "would be published again",
            plan.as(),
            survey.records() - plan.from(),
            plan.from() == 0 ? "" : " behind the %d that are there".formatted(plan.from()),
            survey.seconds(),
            String.join(",", survey.analyses()),
            sent || rate == 0
                ? ""
                : String.format(Locale.ROOT, ", in %.0f s or more", survey.seconds() / rate));
    return new Replay(
        plan.id(),
        sent ? Replay.Result.SENT : Replay.Result.PLANNED,
        plan.as(),
        survey.records() - plan.from(),
        survey.seconds(),
        survey.analyses(),
        words);
  }

  private void send(Plan plan) {
    describe(plan);
    AudioSurvey passed = new AudioSurvey();
    audio.pass(
        plan.found().topic(),
        plan.id(),
        plan.found().since(),
        (chunk, bytes) -> {
          if (passed.take(chunk) && chunk.getSequence() >= plan.from()) {
            send(plan, chunk);
            progress.accept(
                "%s: record %d of %d"
                    .formatted(plan.as(), passed.records(), plan.found().survey().records()));
          }
          return !passed.ended();
        });
    sender.flush();
    if (!passed.ended()) {
      throw CommandException.environment(
          "the audio of %s went past retention while it was read; publish it again from its source"
              .formatted(plan.id()));
    }
  }

  private void send(Plan plan, AudioChunk chunk) {
    pacer.pass(AudioSurvey.seconds(chunk));
    AudioChunk again = AudioChunk.newBuilder(chunk).setRecordingId(plan.as()).build();
    sender.send(
        ReplayHeaders.on(
            new ProducerRecord<>(plan.found().topic(), plan.as(), again),
            plan.id(),
            plan.whence()));
  }

  /** What is known of the recording comes before its audio, as the gateway does it. */
  private void describe(Plan plan) {
    Optional<RecordingInfo> info = ledger.info(plan.id());
    if (info.isEmpty() || ledger.info(plan.as()).isPresent()) {
      return;
    }
    RecordingInfo again =
        RecordingInfo.newBuilder(info.get())
            .setRecordingId(plan.as())
            .setSequence(0)
            .setCreated(System.currentTimeMillis())
            .setProvenance("replay of=" + plan.id())
            .setEnd(End.OPEN)
            .setCause(null)
            .build();
    sender.sendAndWait(
        ReplayHeaders.on(
            new ProducerRecord<>(Topics.RECORDINGS.name(), plan.as(), again),
            plan.id(),
            plan.whence()));
  }
}
