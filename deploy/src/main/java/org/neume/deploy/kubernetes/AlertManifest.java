package org.neume.deploy.kubernetes;

import java.util.stream.Collectors;

/** The chain's alerts as the Prometheus Operator takes them: the file of rules itself, one level deeper. */
final class AlertManifest {
  private static final String GROUPS = "groups:";
  private static final String HEAD =
      """
      # The alerts of the chain, made of deploy/prometheus/rules. Do not edit:
      #   ./mvnw -Dquick -DskipTests=false -pl deploy -am test -Dtest=AlertManifestsTest -Dsurefire.failIfNoSpecifiedTests=false -Dneume.generate=true
      apiVersion: monitoring.coreos.com/v1
      kind: PrometheusRule
      metadata:
        name: neume
      spec:
      """;

  private AlertManifest() {}

  /**
   * The text of {@code alerts.yaml}.
   *
   * @param rules the text of a file of rules
   * @throws IllegalArgumentException if it has no groups
   */
  static String of(String rules) {
    int begin = rules.indexOf(GROUPS);
    if (begin < 0) {
      throw new IllegalArgumentException("a file of rules begins with " + GROUPS);
    }
    return HEAD
        + rules
            .substring(begin)
            .lines()
            .map(line -> line.isBlank() ? "" : "  " + line)
            .collect(Collectors.joining("\n", "", "\n"));
  }
}
