package org.neume.cli.chain;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.neume.cli.CommandException;

/** A Java properties file of Kafka's client settings, as Kafka's own commands take it. */
public final class KafkaConfigFile {
  private KafkaConfigFile() {}

  /**
   * Reads the settings, whatever their names: which there are Kafka knows.
   *
   * @throws CommandException with exit code 3 if the file cannot be read
   */
  public static Map<String, String> read(Path file) {
    if (!Files.exists(file)) {
      throw unusable(file, "it is not there");
    }
    if (Files.isDirectory(file)) {
      throw unusable(file, "it is a folder");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (AccessDeniedException e) {
      throw unusable(file, "this user may not read it");
    } catch (MalformedInputException e) {
      throw unusable(file, "it is no text in UTF-8");
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, String.valueOf(e.getMessage()));
    }
    Map<String, String> settings = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name, "")));
    return settings;
  }

  private static CommandException unusable(Path file, String why) {
    return CommandException.environment(
        "the client settings %s cannot be read: %s; give a Java properties file with --kafka-config or NEUME_KAFKA_CONFIG"
            .formatted(file, why));
  }
}
