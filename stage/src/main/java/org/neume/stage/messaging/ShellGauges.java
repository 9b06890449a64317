package org.neume.stage.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.Predicate;

/** What a shell holds, as gauges. */
final class ShellGauges {
  private ShellGauges() {}

  /** Registers them; they last as long as the shell. */
  static void register(StageShell shell, Tags tags, MeterRegistry registry) {
    Gauge.builder("neume.stage.queued.records", shell, StageShell::queued)
        .description("Inputs read and waiting for their partition's thread")
        .tags(tags)
        .register(registry);
    Gauge.builder("neume.stage.partitions.out.of.sync", shell, s -> s.look().outOfSync().size())
        .description("Partitions of the stage's topics that fewer brokers hold in full than should")
        .tags(tags)
        .register(registry);
    Gauge.builder("neume.stage.partitions.leaderless", shell, s -> s.look().leaderless().size())
        .description("Partitions of the stage's topics that no broker leads")
        .tags(tags)
        .register(registry);
    Gauge.builder("neume.stage.blocked", shell, s -> s.trouble() == null ? 0 : 1)
        .description(
            "1 while the broker does not have, or does not show, the topics that the stage needs")
        .tags(tags)
        .register(registry);
    partitions(shell, tags, registry, "loading", PartitionView::loading);
    partitions(shell, tags, registry, "stopped", view -> view.failure() != null);
    partitions(shell, tags, registry, "working", view -> !view.loading() && view.failure() == null);
  }

  private static void partitions(
      StageShell shell,
      Tags tags,
      MeterRegistry registry,
      String state,
      Predicate<PartitionView> counted) {
    Gauge.builder(
            "neume.stage.partitions",
            shell,
            s -> s.partitions().stream().map(AssignedPartition::view).filter(counted).count())
        .description("Partitions that this replica holds")
        .tags(tags)
        .tag("state", state)
        .register(registry);
  }
}
