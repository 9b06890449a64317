package org.neume.schemas;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one principal may do on the broker: the least that its work needs. The broker's rules, the
 * Kubernetes users and the documents are tested equal to this table, and a test with real brokers
 * shows that each service works with it and is refused beyond it.
 *
 * <p>Who may read or write a topic may also describe it, by Kafka's own rule. A group's members may
 * read and describe the group. Nobody here may create, alter or delete anything.
 *
 * @param principal who: the name of a service as in its certificate ({@code CN=...}), or a role of
 *     people and programs beyond the chain
 * @param reads topics that it reads
 * @param writes topics that it writes; a stage reads those, too, when it takes a partition over
 * @param groups consumer groups that it joins
 * @param watches whether it may look at all groups and at the cluster's and topics' settings, and
 *     change none
 * @param purpose one sentence for people
 */
public record Access(
    String principal,
    List<Topic> reads,
    List<Topic> writes,
    List<String> groups,
    boolean watches,
    String purpose) {

  /** Every principal, in the order of the chain; roles of people come last. */
  public static final List<Access> ALL =
      List.of(
          stage(
              "feature-service",
              List.of(Topics.AUDIO, Topics.AUDIO_BULK),
              List.of(Topics.FEATURES, Topics.FEATURES_BULK),
              List.of("neume-features", "neume-features-bulk"),
              "Makes features of audio."),
          stage(
              "inference-service",
              List.of(Topics.FEATURES, Topics.FEATURES_BULK),
              List.of(Topics.ACTIVATIONS, Topics.ACTIVATIONS_BULK),
              List.of("neume-inference", "neume-inference-bulk"),
              "Runs the networks."),
          stage(
              "decoder-service",
              List.of(Topics.ACTIVATIONS, Topics.ACTIVATIONS_BULK, Topics.CORRECTIONS),
              List.of(Topics.BEATS),
              List.of("neume-beats", "neume-beats-bulk", "neume-revisions"),
              "Decodes beats, and decodes again under corrections."),
          stage(
              "transcription-service",
              List.of(
                  Topics.ACTIVATIONS,
                  Topics.ACTIVATIONS_BULK,
                  Topics.NOTES,
                  Topics.BEATS,
                  Topics.CORRECTIONS),
              List.of(Topics.NOTES, Topics.SCORES),
              List.of(
                  "neume-notes",
                  "neume-notes-bulk",
                  "neume-scores",
                  "neume-scores-bulk",
                  "neume-rescores"),
              "Forms notes and writes scores."),
          new Access(
              "gateway-service",
              List.of(
                  Topics.AUDIO,
                  Topics.AUDIO_BULK,
                  Topics.BEATS,
                  Topics.NOTES,
                  Topics.SCORES,
                  Topics.RECORDINGS,
                  Topics.CORRECTIONS,
                  Topics.STATUS),
              List.of(
                  Topics.AUDIO,
                  Topics.AUDIO_BULK,
                  Topics.RECORDINGS,
                  Topics.CORRECTIONS,
                  Topics.STATUS),
              List.of(),
              false,
              "Takes recordings and corrections from people, and shows them what was found."),
          new Access(
              "publisher",
              List.of(),
              List.of(Topics.AUDIO, Topics.AUDIO_BULK),
              List.of(),
              false,
              "Publishes music from outside of the chain."),
          new Access(
              "subscriber",
              List.of(
                  Topics.FEATURES,
                  Topics.FEATURES_BULK,
                  Topics.ACTIVATIONS,
                  Topics.ACTIVATIONS_BULK,
                  Topics.BEATS,
                  Topics.NOTES,
                  Topics.SCORES,
                  Topics.RECORDINGS,
                  Topics.STATUS),
              List.of(),
              List.of(),
              false,
              "Reads what was found."),
          new Access(
              "operator",
              Topics.ALL,
              List.of(
                  Topics.AUDIO,
                  Topics.AUDIO_BULK,
                  Topics.RECORDINGS,
                  Topics.CORRECTIONS,
                  Topics.STATUS),
              List.of(),
              true,
              "Looks after the chain: sees everything, and publishes again what failed."));

  /** Copies the lists. */
  public Access {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    groups = List.copyOf(groups);
  }

  /** What the principal of this name may do. */
  public static Optional<Access> of(String principal) {
    return ALL.stream().filter(access -> access.principal().equals(principal)).findAny();
  }

  /**
   * A stage: it writes statuses and dead letters, too, and reads its own outputs to learn how far
   * those before it came.
   */
  private static Access stage(
      String principal,
      List<Topic> inputs,
      List<Topic> outputs,
      List<String> groups,
      String purpose) {
    return new Access(
        principal,
        Stream.concat(inputs.stream(), outputs.stream()).distinct().toList(),
        Stream.concat(outputs.stream(), Stream.of(Topics.STATUS, Topics.DEAD_LETTERS)).toList(),
        groups,
        false,
        purpose);
  }
}
