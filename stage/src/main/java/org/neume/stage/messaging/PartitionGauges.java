package org.neume.stage.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** The gauges of one assigned partition. Written by one thread, read by any. */
final class PartitionGauges {
  private volatile double records;
  private volatile double seconds;
  private volatile double age;
  private final Gauge backlogRecords;
  private final Gauge backlogSeconds;
  private final Gauge watermarkAge;

  PartitionGauges(Tags tags, MeterRegistry registry) {
    backlogRecords =
        Gauge.builder("neume.stage.backlog.records", this, g -> g.records)
            .description("Inputs in the log that were not taken yet; inputs held back do not count")
            .tags(tags)
            .register(registry);
    backlogSeconds =
        Gauge.builder("neume.stage.backlog", this, g -> g.seconds)
            .description("The same in seconds of audio, estimated from the inputs so far")
            .baseUnit("seconds")
            .tags(tags)
            .register(registry);
    watermarkAge =
        Gauge.builder("neume.stage.watermark.age", this, g -> g.age)
            .description("Log time from the lowest input still needed to the last one taken")
            .baseUnit("seconds")
            .tags(tags)
            .register(registry);
  }

  void set(double backlog, double backlogInSeconds, double ageInSeconds) {
    records = backlog;
    seconds = backlogInSeconds;
    age = ageInSeconds;
  }

  void remove(MeterRegistry registry) {
    registry.remove(backlogRecords);
    registry.remove(backlogSeconds);
    registry.remove(watermarkAge);
  }
}
