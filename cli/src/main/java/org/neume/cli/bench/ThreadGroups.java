package org.neume.cli.bench;

/** Whose work a thread does, told by its name. */
final class ThreadGroups {
  private ThreadGroups() {}

  /** The part of the chain. */
  static String of(String thread) {
    if (thread.startsWith("inference-")) {
      return "inference: network";
    }
    for (String stage : new String[] {"features", "inference", "beats"}) {
      if (thread.startsWith("neume-" + stage)) {
        return stage + ": stage";
      }
    }
    if (thread.startsWith("annotate")) {
      return "audio decoding";
    }
    if (thread.startsWith("beats-follower")) {
      return "reading beats";
    }
    if (thread.startsWith("kafka-producer")
        || thread.startsWith("kafka-coordinator")
        || thread.startsWith("smallrye-kafka")
        || thread.startsWith("neume-commit")) {
      return "Kafka clients";
    }
    if (thread.startsWith("data-plane")
        || thread.startsWith("kafka-")
        || thread.contains("Reaper")
        || thread.startsWith("quorum-controller")
        || thread.startsWith("broker-")
        || thread.startsWith("group-coordinator")) {
      return "broker";
    }
    return "other threads";
  }
}
