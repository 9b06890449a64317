package org.neume.cli.chain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.neume.cli.CommandException;

/** What goes wrong with a broker, in a line that says who is refused what and what helps. */
public final class BrokerTrouble {
  /** What we wanted of a topic, by the names of Kafka's access rules. */
  public enum Want {
    /** To know that it is there. */
    DESCRIBE("see"),
    /** To read it. */
    READ("read"),
    /** To write to it. */
    WRITE("write to");

    private final String word;

    Want(String word) {
      this.word = word;
    }

    private String operation() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  private BrokerTrouble() {}

  /** The trouble: a refusal, or that no broker answers. */
  public static CommandException of(Broker broker, Throwable thrown, Want want) {
    return refusal(broker, thrown, want)
        .orElseGet(
            () ->
                CommandException.environment(
                    "no Kafka broker answers at %s; start one with './neume up', or correct --bootstrap%s"
                        .formatted(
                            broker.bootstrap(),
                            broker.settings().isEmpty()
                                ? ", or give --kafka-config where it wants TLS or a login"
                                : " and --kafka-config"),
                    thrown));
  }

  /** The trouble where the broker refuses us, or we it; empty where it is anything else. */
  public static Optional<CommandException> refusal(Broker broker, Throwable thrown, Want want) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SslAuthenticationException) {
        return Optional.of(environment(tls(broker, root(cause)), thrown));
      }
      if (cause instanceof AuthenticationException) {
        return Optional.of(
            environment(
                "the broker at %s does not let %s in: %s; check the login in --kafka-config"
                    .formatted(broker.bootstrap(), user(broker), root(cause)),
                thrown));
      }
      if (cause instanceof AuthorizationException refused) {
        return Optional.of(environment(unauthorized(broker, refused, want), thrown));
      }
    }
    return Optional.empty();
  }

  /** The trouble of a client that cannot even be made. */
  static CommandException unusable(Broker broker, RuntimeException thrown, Want want) {
    String why = root(thrown);
    boolean address = why.contains("bootstrap");
    return broker.settings().isEmpty() || address
        ? of(broker, thrown, want)
        : environment(
            "the client settings of --kafka-config cannot be used: %s; correct them".formatted(why),
            thrown);
  }

  private static String unauthorized(Broker broker, AuthorizationException refused, Want want) {
    String start = "the broker at %s refuses %s: ".formatted(broker.bootstrap(), user(broker));
    String principal = "User:" + BrokerUser.of(broker.settings()).orElse("ANONYMOUS");
    if (refused instanceof TopicAuthorizationException topics
        && !topics.unauthorizedTopics().isEmpty()) {
      String names =
          topics.unauthorizedTopics().stream().sorted().collect(Collectors.joining(", "));
      return start
          + "it may not %s %s; grant %s the operation %s on it"
              .formatted(want.word, names, principal, want.operation());
    }
    if (refused instanceof GroupAuthorizationException group) {
      return start
          + "it may not see the group %s; grant %s the operation Describe on it"
              .formatted(group.groupId(), principal);
    }
    if (refused instanceof ClusterAuthorizationException && want == Want.WRITE) {
      // What a broker says to a producer that may write nowhere.
      return start
          + "it may write to no topic; grant %s the operation Write on those that it writes"
              .formatted(principal);
    }
    return start
        + "%s; grant %s what it lacks".formatted(String.valueOf(refused.getMessage()), principal);
  }

  private static String tls(Broker broker, String why) {
    boolean ours = why.contains("certification path") || why.contains("No subject alternative");
    return ours
        ? "the certificate of the broker at %s is not trusted: %s; give the authority that made it, and the name that it is made for, in --kafka-config and --bootstrap"
            .formatted(broker.bootstrap(), why)
        : "no TLS connection comes about between %s and the broker at %s: %s; check ssl.keystore and ssl.truststore in --kafka-config"
            .formatted(user(broker), broker.bootstrap(), why);
  }

  private static String user(Broker broker) {
    return BrokerUser.of(broker.settings())
        .map(name -> "the user " + name)
        .orElse("a client without a name");
  }

  private static CommandException environment(String message, Throwable thrown) {
    return CommandException.environment(message, thrown);
  }

  /** What is at the bottom of it, in one line. */
  private static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
