package org.neume.cli.command;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.BrokerTrouble;
import org.neume.cli.chain.KafkaClients;
import org.neume.gateway.intake.PublishException;
import org.neume.gateway.intake.RecordingPublisher;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.media.PcmEncoding;
import org.neume.media.SampleFormat;
import org.neume.schemas.Lane;
import org.neume.schemas.RecordingIds;
import org.neume.schemas.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends one recording into a running chain. */
@Command(
    name = "publish",
    description = {
      "Sends a recording into a running chain and prints its id.",
      "",
      "FILE is any audio file; - is standard input: a whole file in a format that can be read from a"
          + " pipe, or bare samples if --rate is given.",
      "",
      "  ID=$(./neume publish song.mp3) && ./neume subscribe $ID --from-beginning"
    })
final class PublishCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "An audio file, or - for standard input.")
  String file = "-";

  @Mixin BrokerOption broker = new BrokerOption();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The recording's id, unique on this broker. Default: a new random one.")
  @Nullable String id;

  @Option(
      names = "--analyses",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "beats,notes,score",
      description = "The analyses to ask for (default: ${DEFAULT-VALUE}).")
  List<String> analyses = List.of();

  @Option(
      names = "--lane",
      paramLabel = "LANE",
      defaultValue = "live",
      description =
          "live, or bulk for what can wait: no live recording waits for it (default: ${DEFAULT-VALUE})."
              + " Needs a chain with services in that lane; one in a single process has none.")
  String lane = "live";

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      description = "Standard input has bare samples at this rate, little-endian and interleaved.")
  @Nullable Integer rate;

  @Option(
      names = "--channels",
      paramLabel = "N",
      defaultValue = "1",
      description = "Channels of bare samples (default: ${DEFAULT-VALUE}).")
  int channels = 1;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "s16",
      description = "Format of bare samples: s16 or f32 (default: ${DEFAULT-VALUE}).")
  String format = "s16";

  private final Terminal terminal;

  PublishCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    String recordingId = id == null ? UUID.randomUUID().toString() : id;
    String problem = RecordingIds.problem(recordingId);
    if (problem != null) {
      throw CommandException.usage(problem + "; leave --id away for a random one");
    }
    Lane chosen =
        Lane.find(lane)
            .orElseThrow(() -> CommandException.usage("--lane is neither live nor bulk: " + lane));
    Broker kafka = broker.broker();
    try (AudioSource source = open()) {
      KafkaClients.check(kafka, chosen.of(Topics.AUDIO));
      try (KafkaProducer<String, SpecificRecordBase> producer = KafkaClients.producer(kafka)) {
        RecordingPublisher publisher = new RecordingPublisher(producer);
        publisher.closeRecordingsOnExit();
        publisher.publish(
            source,
            chosen,
            recordingId,
            analyses,
            s -> terminal.progress("%s: %.0f s sent".formatted(source.name(), s)));
      }
    } catch (IOException e) {
      throw CommandException.file(message(e));
    } catch (PublishException e) {
      throw BrokerTrouble.refusal(kafka, e, BrokerTrouble.Want.WRITE)
          .orElseGet(() -> CommandException.environment(String.valueOf(e.getMessage()), e));
    }
    terminal.result(recordingId + System.lineSeparator());
    return ExitCode.OK;
  }

  private AudioSource open() throws IOException {
    if (!file.equals("-")) {
      if (rate != null) {
        throw CommandException.usage(
            "--rate describes bare samples on standard input; give - as FILE");
      }
      return AudioFile.open(Path.of(file));
    }
    InputStream in = new FileInputStream(FileDescriptor.in);
    if (rate == null) {
      return AudioFile.open(in, "standard input");
    }
    try {
      return AudioFile.openRaw(
          in,
          "standard input",
          new SampleFormat(rate, channels, OptionalLong.empty()),
          PcmEncoding.valueOf(format.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          "bare samples need --rate 8000 to 192000, --channels 1 or more and --format s16 or f32: "
              + e.getMessage());
    }
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
