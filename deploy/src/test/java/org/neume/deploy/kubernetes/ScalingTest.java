package org.neume.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.neume.schemas.Access;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

@DisplayName("Stages are scaled")
class ScalingTest {
  private static final String ROOTS = "org.neume.deploy.kubernetes.Manifests#ROOTS";
  private static final List<Integer> EVEN = List.of(1, 2, 3, 4, 6, 12);

  /** Stages that own no topic alone: they write into that of another. */
  private static final List<String> FURTHER_STAGES = List.of("revisions", "rescores");

  /** What Kafka Exporter gives, from its documentation. */
  private static final Set<String> EXPORTER =
      Set.of(
          "kafka_consumergroup_lag",
          "kafka_topic_partition_current_offset",
          "kafka_topic_partition_oldest_offset");

  private static final Pattern METRIC = Pattern.compile("\\b([a-z]+(?:_[a-z]+)+)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=~?\"([^\"]*)\"");

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("each Deployment by one object, and by nothing else")
  void targets(String folder) {
    List<Workload> deployments =
        Workload.among(Manifests.ofKind(Manifests.build(folder), "Deployment"));
    assertThat(objects(folder))
        .extracting(object -> object.spec().scaleTargetRef().name())
        .containsExactlyInAnyOrderElementsOf(deployments.stream().map(Workload::name).toList());
    assertThat(deployments).extracting(Workload::replicas).allMatch(Objects::isNull);
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("to no more replicas than partitions, which share them evenly")
  void bounds(String folder) {
    for (ScaledObject object : objects(folder)) {
      int least = Objects.requireNonNullElse(object.spec().minReplicaCount(), 0);
      int most = object.spec().maxReplicaCount();
      assertThat(most).isLessThanOrEqualTo(Topics.PARTITIONS).isIn(EVEN);
      assertThat(least).isLessThanOrEqualTo(most);
      assertThat(object.spec().fallback().replicas()).isBetween(1, most);
      assertThat(least == 0)
          .as("only bulk work sleeps")
          .isEqualTo(object.metadata().getName().endsWith("-bulk"));
    }
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName(
      "so that no replica has more waiting than its threshold while there are more to be had")
  void formula(String folder) {
    for (ScaledObject object : objects(folder)) {
      String formula = object.spec().advanced().scalingModifiers().formula();
      int most = object.spec().maxReplicaCount();
      double threshold = threshold(object, formula);
      Map<String, Double> figures = new HashMap<>();
      object.spec().triggers().forEach(trigger -> figures.put(trigger.name(), 1.0));
      for (double backlog = 0; backlog < 20 * threshold; backlog += threshold / 7) {
        figures.put("backlog", backlog);
        double wanted = Math.min(most, Math.ceil(Formula.value(formula, figures)));
        assertThat(wanted)
            .as("%s at %.0f s", object.metadata().getName(), backlog)
            .isGreaterThanOrEqualTo(Math.min(most, Math.ceil(backlog / threshold)));
        assertThat(EVEN).contains((int) Math.max(1, wanted));
      }
    }
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("down slowly: not before ten minutes of calm")
  void slowly(String folder) {
    for (ScaledObject object : objects(folder)) {
      var down = object.spec().advanced().horizontalPodAutoscalerConfig().behavior().getScaleDown();
      assertThat(down.getStabilizationWindowSeconds()).isGreaterThanOrEqualTo(600);
      assertThat(down.getPolicies())
          .singleElement()
          .satisfies(policy -> assertThat(policy.getPeriodSeconds()).isGreaterThanOrEqualTo(120));
    }
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("by triggers that KEDA knows")
  void triggers(String folder) {
    for (ScaledObject object : objects(folder)) {
      assertThat(object.spec().triggers())
          .isNotEmpty()
          .allSatisfy(
              trigger -> {
                assertThat(trigger.type()).isEqualTo("prometheus");
                assertThat(ScaledObject.PROMETHEUS).containsAll(trigger.metadata().keySet());
                assertThat(trigger.metadata())
                    .containsKeys("serverAddress", "query", "threshold")
                    .containsEntry("ignoreNullValues", "false");
              });
    }
  }

  @ParameterizedTest
  @FieldSource(ROOTS)
  @DisplayName("by figures that exist, of their own stages and lane")
  void figures(String folder) {
    Set<String> known = new TreeSet<>(ProjectSources.meters());
    known.addAll(EXPORTER);
    assertThat(known).contains("neume_stage_backlog_seconds");
    Map<String, Workload> workloads = new HashMap<>();
    Workload.among(Manifests.build(folder)).forEach(it -> workloads.put(it.name(), it));
    for (ScaledObject object : objects(folder)) {
      Workload workload = workloads.get(object.spec().scaleTargetRef().name());
      for (ScaledObject.Trigger trigger : object.spec().triggers()) {
        Matcher metric = METRIC.matcher(trigger.metadata().get("query"));
        int found = 0;
        while (metric.find()) {
          found++;
          assertThat(known).contains(metric.group(1));
          checkLabels(workload, metric.group(2));
        }
        assertThat(found).as(trigger.metadata().get("query")).isPositive();
      }
    }
  }

  private static void checkLabels(Workload workload, String labels) {
    Access access = Access.of(workload.module()).orElseThrow();
    Matcher label = LABEL.matcher(labels);
    while (label.find()) {
      String value = label.group(2);
      switch (label.group(1)) {
        case "namespace" -> assertThat(value).isEqualTo("neume");
        case "lane" -> assertThat(workload.labels()).containsEntry("neume.org/lane", value);
        case "stage" -> assertThat(stages()).containsAll(List.of(value.split("\\|", -1)));
        case "consumergroup" ->
            assertThat(access.groups()).contains(value.replaceFirst("-bulk$", ""));
        case "topic" ->
            assertThat(access.reads())
                .extracting(Topic::name)
                .contains(value.replaceFirst("\\.bulk$", ""));
        default -> throw new AssertionError("no label is called " + label.group(1));
      }
    }
  }

  private static Set<String> stages() {
    Set<String> stages = new TreeSet<>(FURTHER_STAGES);
    Topics.ALL.forEach(topic -> stages.add(topic.owner()));
    return stages;
  }

  /** What the formula lets each replica have waiting. */
  private static double threshold(ScaledObject object, String formula) {
    Matcher quotient = Pattern.compile("backlog / (\\d+\\.\\d+)").matcher(formula);
    assertThat(quotient.find()).as(object.metadata().getName()).isTrue();
    return Double.parseDouble(quotient.group(1));
  }

  private static List<ScaledObject> objects(String folder) {
    List<ObjectNode> resources = Manifests.build(folder);
    return Manifests.ofKind(resources, "ScaledObject").stream()
        .map(node -> StrictModels.read(node, ScaledObject.class))
        .toList();
  }
}
