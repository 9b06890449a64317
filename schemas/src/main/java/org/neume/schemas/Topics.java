package org.neume.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The topic table: every topic of the chain, once.
 *
 * <p>Broker set-up, the AsyncAPI document and the services' channels are tested equal to it.
 */
public final class Topics {
  /** Partitions of every keyed topic: 12 divides evenly among 1, 2, 3, 4, 6 or 12 replicas. */
  public static final int PARTITIONS = 12;

  /** Raw audio, written by whoever has music. */
  public static final Topic AUDIO =
      topic("audio", Duration.ofDays(1), Streams.AUDIO, Topic.PUBLISHER, "Raw audio in chunks.");

  /** Spectra and other representations. */
  public static final Topic FEATURES =
      topic(
          "features",
          Duration.ofDays(1),
          Streams.FEATURES,
          "features",
          "Frames of each representation that a recording's analyses need.");

  /** Network outputs. */
  public static final Topic ACTIVATIONS =
      topic(
          "activations",
          Duration.ofDays(7),
          Streams.ACTIVATIONS,
          "inference",
          "Network outputs per frame.");

  /** Decoded beats. */
  public static final Topic BEATS =
      topic(
          "beats",
          Duration.ofDays(30),
          Streams.BEATS,
          "beats",
          "Final beats with their number in the bar, tempo and confidence.");

  /** Decoded notes. */
  public static final Topic NOTES =
      topic(
          "notes",
          Duration.ofDays(30),
          Streams.NOTES,
          "notes",
          "Final notes with onset, offset, pitch, velocity and confidence.");

  /** Notes and beats written down. */
  public static final Topic SCORES =
      topic(
          "scores",
          Duration.ofDays(30),
          Streams.SCORES,
          "scores",
          "Revisions of the score as MusicXML and MIDI, in parts.");

  /** What happened to recordings. */
  public static final Topic STATUS =
      topic(
          "status",
          Duration.ofDays(30),
          Streams.STATUS,
          "every stage",
          "Start, end and failure of each recording in each stage.");

  /** Records that could not be processed, as they came, with their cause in the headers. */
  public static final Topic DEAD_LETTERS =
      topic(
          "dead-letters",
          Duration.ofDays(30),
          null,
          "every stage",
          "Records that could not be processed, as they came; the headers say why and whence.");

  /** All topics, in the order of the chain. */
  public static final List<Topic> ALL =
      List.of(AUDIO, FEATURES, ACTIVATIONS, BEATS, NOTES, SCORES, STATUS, DEAD_LETTERS);

  private Topics() {}

  /** The topic with this short or full name. */
  public static Optional<Topic> find(String name) {
    return ALL.stream().filter(t -> t.shortName().equals(name) || t.name().equals(name)).findAny();
  }

  private static Topic topic(
      String shortName,
      Duration retention,
      @org.jspecify.annotations.Nullable StreamType<?> type,
      String owner,
      String purpose) {
    return new Topic(shortName, "neume." + shortName, PARTITIONS, retention, type, owner, purpose);
  }
}
