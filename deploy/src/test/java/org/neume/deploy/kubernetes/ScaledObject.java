package org.neume.deploy.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * KEDA's scaled object. No artifact of Maven Central has a model of it, so this one was written from
 * KEDA's specification of {@code keda.sh/v1alpha1}; what scales the pods is Kubernetes' own model.
 */
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
  record Spec(
      Target scaleTargetRef,
      @Nullable Integer pollingInterval,
      @Nullable Integer cooldownPeriod,
      @Nullable Integer initialCooldownPeriod,
      @Nullable Integer idleReplicaCount,
      @Nullable Integer minReplicaCount,
      @Nullable Integer maxReplicaCount,
      @Nullable Fallback fallback,
      @Nullable Advanced advanced,
      List<Trigger> triggers) {}

  record Target(
      @Nullable String apiVersion,
      @Nullable String kind,
      String name,
      @Nullable String envSourceContainerName) {}

  record Fallback(int failureThreshold, int replicas, @Nullable Behavior behavior) {}

  /** What happens while nobody knows the figures. */
  enum Behavior {
    @JsonProperty("static")
    STATIC,
    @JsonProperty("currentReplicas")
    CURRENT_REPLICAS,
    @JsonProperty("currentReplicasIfHigher")
    CURRENT_REPLICAS_IF_HIGHER,
    @JsonProperty("currentReplicasIfLower")
    CURRENT_REPLICAS_IF_LOWER
  }

  record Advanced(
      @Nullable Boolean restoreToOriginalReplicaCount,
      @Nullable Autoscaler horizontalPodAutoscalerConfig,
      @Nullable Modifiers scalingModifiers) {}

  record Autoscaler(@Nullable String name, @Nullable HorizontalPodAutoscalerBehavior behavior) {}

  record Modifiers(
      String formula,
      String target,
      @Nullable String activationTarget,
      @Nullable String metricType) {}

  record Trigger(
      String type,
      @Nullable String name,
      @Nullable String metricType,
      @Nullable Boolean useCachedMetrics,
      Map<String, String> metadata,
      @Nullable Authentication authenticationRef) {}

  record Authentication(String name, @Nullable String kind) {}

  /** What a trigger on Prometheus may say, from KEDA's page of that scaler. */
  static final List<String> PROMETHEUS =
      List.of(
          "serverAddress",
          "query",
          "queryParameters",
          "threshold",
          "activationThreshold",
          "namespace",
          "customHeaders",
          "ignoreNullValues",
          "unsafeSsl",
          "timeout",
          "authModes");
}
