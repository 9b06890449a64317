package org.neume.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.Broker;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.deadletter.HexDump;
import org.neume.cli.deadletter.Letter;
import org.neume.cli.deadletter.LetterBox;
import org.neume.cli.deadletter.LetterPlace;
import org.neume.cli.deadletter.RecordJson;
import org.neume.schemas.AvroDeserializer;
import org.neume.schemas.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one dead letter. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows one dead letter: its headers, and the record in it as its writer's schema has it, or its"
          + " bytes where it is no record of the chain."
    })
final class DlqShowCommand implements Callable<Integer> {
  private static final int SHOWN_BYTES = 512;

  @Parameters(paramLabel = "LETTER", description = "Its place, as 'dlq list' prints it: 3-17.")
  String letter = "";

  @Mixin BrokerOption broker = new BrokerOption();

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "How many bytes to show of what cannot be read (default: ${DEFAULT-VALUE}).")
  int bytes = SHOWN_BYTES;

  private final Terminal terminal;

  DlqShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The record in a letter, or why there is none. */
  private record Content(ObjectNode record, String type, String problem) {}

  @Override
  public Integer call() {
    LetterPlace place = place(letter);
    Broker kafka = broker.broker();
    KafkaClients.check(kafka, Topics.DEAD_LETTERS);
    LetterBox box = new LetterBox(kafka);
    ConsumerRecord<String, byte[]> record = box.open(place).orElseThrow(() -> missing(place));
    Letter known = box.find(place).orElseThrow(() -> missing(place));
    byte[] value = record.value() == null ? new byte[0] : record.value();
    Content content = content(known, value);
    terminal.result(
        json ? json(record, known, value, content) : text(record, known, value, content));
    return ExitCode.OK;
  }

  /** The place that is meant. */
  static LetterPlace place(String text) {
    return LetterPlace.of(text)
        .orElseThrow(
            () ->
                CommandException.usage(
                    "%s is no place of a letter; give one such as 3-17, as 'neume dlq list' prints it"
                        .formatted(text)));
  }

  /** What to say where there is none. */
  static CommandException missing(LetterPlace place) {
    return CommandException.file(
        "there is no dead letter at %s; it is past retention, or another is meant: 'neume dlq list' prints them"
            .formatted(place));
  }

  private static Content content(Letter letter, byte[] value) {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    if (letter.bytes() < letter.wholeBytes()) {
      return new Content(none, "", "it was cut to fit, so no record can be read of it");
    }
    try (AvroDeserializer deserializer = new AvroDeserializer()) {
      SpecificRecordBase record = deserializer.deserialize(letter.topic(), value);
      return record == null
          ? new Content(none, "", "it is empty")
          : new Content(RecordJson.of(record), record.getSchema().getName(), "");
    } catch (SerializationException e) {
      return new Content(none, "", String.valueOf(e.getMessage()));
    }
  }

  private String text(
      ConsumerRecord<String, byte[]> record, Letter known, byte[] value, Content content) {
    StringBuilder text = new StringBuilder();
    line(text, "letter", known.place().toString());
    line(text, "recording", known.recordingId() == null ? "none" : known.recordingId());
    line(text, "time", Ages.time(known.time()) + " UTC");
    line(text, "key", record.key() == null ? "none" : record.key());
    for (Header header : record.headers()) {
      line(text, header.key(), value(header));
    }
    line(
        text,
        "value",
        known.bytes() == known.wholeBytes()
            ? known.bytes() + " bytes"
            : "%d bytes of %d".formatted(known.bytes(), known.wholeBytes()));
    if (content.problem().isEmpty()) {
      line(text, "record", content.type());
      text.append(content.record().toPrettyString()).append('\n');
    } else {
      line(text, "no record", content.problem());
      text.append(HexDump.of(value, Math.max(0, bytes)));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("%-16s  %s%n".formatted(name, value.replaceAll("\\s*\\R\\s*", " ")));
  }

  private static String json(
      ConsumerRecord<String, byte[]> record, Letter known, byte[] value, Content content) {
    ObjectNode node = DlqListCommand.json(known);
    ObjectNode headers = node.putObject("headers");
    for (Header header : record.headers()) {
      headers.put(header.key(), value(header));
    }
    if (content.problem().isEmpty()) {
      node.put("type", content.type()).set("record", content.record());
    } else {
      node.put("problem", content.problem()).put("value", HexFormat.of().formatHex(value));
    }
    return node + "\n";
  }

  private static String value(Header header) {
    return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
