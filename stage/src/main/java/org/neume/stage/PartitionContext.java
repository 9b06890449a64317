package org.neume.stage;

import java.util.concurrent.Executor;
import org.neume.schemas.record.RecordingStatus;

/**
 * What the machinery of one partition works with.
 *
 * @param definition the stage
 * @param inputs reads input records
 * @param outputs reads and writes output records
 * @param statuses writes status records
 * @param topic the input topic's name, for dead letters
 * @param partition the number of the input partition, for dead letters
 * @param limits what may be held at once
 * @param budget what all partitions of the stage have pending
 * @param outbox where records go
 * @param executor runs one task at a time in order: the partition's thread
 * @param listener hears what happens
 * @param <I> input record class
 * @param <O> output record class
 */
public record PartitionContext<I, O>(
    StageDefinition<I, O> definition,
    RecordCodec<I> inputs,
    RecordCodec<O> outputs,
    RecordCodec<RecordingStatus> statuses,
    String topic,
    int partition,
    StageLimits limits,
    Budget budget,
    Outbox outbox,
    Executor executor,
    StageListener listener) {}
