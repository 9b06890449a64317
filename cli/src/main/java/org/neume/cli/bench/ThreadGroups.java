package org.neume.cli.bench;

/** Whose work a thread does, told by its name. */
final class ThreadGroups {
  /** Followed by the network's name, a dash and a number. */
  private static final String NETWORK = "inference-";

  private ThreadGroups() {}

  /** The part of the chain. */
  static String of(String thread) {
    if (thread.startsWith(NETWORK)) {
      int number = thread.lastIndexOf('-');
      return number < NETWORK.length()
          ? "inference: loading"
          : "inference: network " + thread.substring(NETWORK.length(), number);
    }
    if (thread.equals("neume-score")) {
      return "scores: writing";
    }
    for (String stage :
        new String[] {
          "features", "inference", "beats", "revisions", "notes", "scores", "rescores"
        }) {
      if (thread.startsWith("neume-" + stage + "-")) {
        return stage + ": stage";
      }
    }
    if (thread.startsWith("annotate")) {
      return "audio decoding";
    }
    if (thread.startsWith("findings-follower")) {
      return "reading what was found";
    }
    if (thread.startsWith("kafka-producer")
        || thread.startsWith("kafka-coordinator")
        || thread.startsWith("smallrye-kafka")
        || thread.startsWith("neume-commit")
        || thread.startsWith("neume-side")
        || thread.startsWith("neume-recorded")
        || thread.startsWith("neume-tail")) {
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
