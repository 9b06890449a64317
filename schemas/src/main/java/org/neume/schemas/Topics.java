package org.neume.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
      topic(
          "audio",
          Duration.ofDays(1),
          Streams.AUDIO,
          Topic.Clock.BROKER,
          Topic.PUBLISHER,
          "Raw audio in chunks.");

  /** Spectra and other representations. */
  public static final Topic FEATURES =
      topic(
          "features",
          Duration.ofDays(1),
          Streams.FEATURES,
          Topic.Clock.WRITER,
          "features",
          "Frames of each representation that a recording's analyses need.");

  /** Network outputs. */
  public static final Topic ACTIVATIONS =
      topic(
          "activations",
          Duration.ofDays(7),
          Streams.ACTIVATIONS,
          Topic.Clock.WRITER,
          "inference",
          "Network outputs per frame.");

  /** Decoded beats. */
  public static final Topic BEATS =
      topic(
          "beats",
          Duration.ofDays(30),
          Streams.BEATS,
          Topic.Clock.WRITER,
          "beats",
          "Final beats with their number in the bar, tempo and confidence.");

  /** Decoded notes. */
  public static final Topic NOTES =
      topic(
          "notes",
          Duration.ofDays(30),
          Streams.NOTES,
          Topic.Clock.WRITER,
          "notes",
          "Final notes with onset, offset, pitch, velocity and confidence.");

  /** Notes and beats written down. */
  public static final Topic SCORES =
      topic(
          "scores",
          Duration.ofDays(30),
          Streams.SCORES,
          Topic.Clock.WRITER,
          "scores",
          "Revisions of the score as MusicXML and MIDI, in parts.");

  /** What is known of recordings besides their music. */
  public static final Topic RECORDINGS =
      topic(
          "recordings",
          null,
          Streams.RECORDINGS,
          Topic.Clock.WRITER,
          Topic.GATEWAY,
          "Title, owner and wishes of each recording; the latest record of a recording counts.");

  /** What people corrected. */
  public static final Topic CORRECTIONS =
      topic(
          "corrections",
          Duration.ofDays(30),
          Streams.CORRECTIONS,
          Topic.Clock.BROKER,
          Topic.GATEWAY,
          "Corrections of beats by people, each the whole of a revision.");

  /** What happened to recordings. */
  public static final Topic STATUS =
      topic(
          "status",
          Duration.ofDays(30),
          Streams.STATUS,
          Topic.Clock.WRITER,
          "every stage",
          "Start, end and failure of each recording in each stage.");

  /** Records that could not be processed, as they came, with their cause in the headers. */
  public static final Topic DEAD_LETTERS =
      topic(
          "dead-letters",
          Duration.ofDays(30),
          null,
          Topic.Clock.WRITER,
          "every stage",
          "Records that could not be processed, as they came; the headers say why and whence.");

  /** Raw audio that can wait ({@link Lane#BULK}). */
  public static final Topic AUDIO_BULK =
      topic(
          "audio.bulk",
          Duration.ofDays(1),
          Streams.AUDIO,
          Topic.Clock.BROKER,
          Topic.PUBLISHER,
          "Raw audio of recordings that can wait.");

  /** Features in the lane of what can wait. */
  public static final Topic FEATURES_BULK =
      topic(
          "features.bulk",
          Duration.ofDays(1),
          Streams.FEATURES,
          Topic.Clock.WRITER,
          "features",
          "Features of recordings that can wait.");

  /** Network outputs in the lane of what can wait. */
  public static final Topic ACTIVATIONS_BULK =
      topic(
          "activations.bulk",
          Duration.ofDays(7),
          Streams.ACTIVATIONS,
          Topic.Clock.WRITER,
          "inference",
          "Network outputs of recordings that can wait.");

  /**
   * What a chain needs that has the live lane alone, in the order of the chain; what the front door adds
   * comes before the statuses.
   */
  public static final List<Topic> LIVE =
      List.of(
          AUDIO,
          FEATURES,
          ACTIVATIONS,
          BEATS,
          NOTES,
          SCORES,
          RECORDINGS,
          CORRECTIONS,
          STATUS,
          DEAD_LETTERS);

  /** All topics: those of {@link #LIVE}, and the other lane's own behind them. */
  public static final List<Topic> ALL =
      Stream.concat(LIVE.stream(), Stream.of(AUDIO_BULK, FEATURES_BULK, ACTIVATIONS_BULK)).toList();

  private Topics() {}

  /** The topic with this short or full name. */
  public static Optional<Topic> find(String name) {
    return ALL.stream().filter(t -> t.shortName().equals(name) || t.name().equals(name)).findAny();
  }

  private static Topic topic(
      String shortName,
      @Nullable Duration retention,
      @Nullable StreamType<?> type,
      Topic.Clock clock,
      String owner,
      String purpose) {
    return new Topic(
        shortName, "neume." + shortName, PARTITIONS, retention, type, clock, owner, purpose);
  }
}
