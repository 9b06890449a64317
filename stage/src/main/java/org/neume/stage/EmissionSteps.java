package org.neume.stage;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The emissions among a run's steps, on their way to records: begun once what they wait for and room
 * are there, and replaced by their records once these are computed. Counts what they take meanwhile.
 * Confined to the partition's thread.
 */
final class EmissionSteps<O> {
  /** Gives a recording up whose next step cannot be taken. */
  @FunctionalInterface
  interface GivingUp {
    /**
     * Gives it up.
     *
     * @param input the sequence of the input that the step answers
     * @param source that input
     * @param cause one line
     * @return true: there is something else to do now
     */
    boolean giveUp(long input, InputRecord source, String cause);
  }

  private final PartitionContext<?, O> context;
  private final RunHost host;
  private final RunSender<O> sender;
  private final ArrayDeque<Step<O>> steps;
  private final Runnable pump;
  private final GivingUp failing;
  private boolean awaitsRoom;

  /**
   * The emissions of a run.
   *
   * @param steps the run's steps
   * @param pump goes on with them
   */
  EmissionSteps(
      PartitionContext<?, O> context,
      RunHost host,
      RunSender<O> sender,
      ArrayDeque<Step<O>> steps,
      Runnable pump,
      GivingUp failing) {
    this.context = context;
    this.host = host;
    this.sender = sender;
    this.steps = steps;
    this.pump = pump;
    this.failing = failing;
  }

  /** Adds an emission behind all steps; see {@link RunSteps#emitted}. */
  void add(Emission<O> emission, long input, InputRecord source) {
    if (emission.begun()) {
      steps.addLast(begun(emission, emission.records(), input, source));
      return;
    }
    steps.addLast(new Step.Await<>(emission, input, source));
    CompletableFuture<?> awaited = emission.awaited().toCompletableFuture();
    if (!awaited.isDone()) {
      host.whenDone(awaited, pump);
    }
  }

  private Step<O> begun(
      Emission<O> emission, CompletionStage<List<O>> computed, long input, InputRecord source) {
    CompletableFuture<List<O>> records = computed.toCompletableFuture();
    sender.count(1);
    sender.reserve(emission.bytes());
    if (!records.isDone()) {
      host.whenDone(records, pump);
    }
    return new Step.Emit<>(emission, records, input, source, emission.bytes());
  }

  /** Begins with the first step, which had to wait; false if it has to wait on. */
  boolean begin(Step.Await<O> await) {
    if (!await.emission().awaited().toCompletableFuture().isDone() || awaitsRoom) {
      return false;
    }
    if (!context.budget().hasRoom()) {
      awaitsRoom = true;
      host.whenRoom(
          () -> {
            awaitsRoom = false;
            pump.run();
          });
      return false;
    }
    CompletionStage<List<O>> records;
    try {
      records = await.emission().records();
    } catch (Throwable e) {
      if (!Faults.areOfOneRecording(e)) {
        throw e;
      }
      return fail(await.input(), await.source(), e);
    }
    steps.removeFirst();
    steps.addFirst(begun(await.emission(), records, await.input(), await.source()));
    return true;
  }

  /** Puts the records of the first step where it stood; false if they are not there. */
  boolean unfold(Step.Emit<O> emit) {
    if (!emit.records().isDone()) {
      return false;
    }
    List<O> records;
    try {
      records = emit.records().join();
    } catch (CompletionException | CancellationException e) {
      if (!Faults.areOfOneRecording(e)) {
        // Whatever the process ran out of, no recording is to blame, nor to be closed, for it.
        host.giveUp(Faults.root(e));
        return false;
      }
      return fail(emit.input(), emit.source(), e);
    }
    steps.removeFirst();
    sender.count(records.size() - 1);
    if (records.isEmpty()) {
      sender.reserve(-emit.reserved());
    }
    for (int i = records.size() - 1; i >= 0; i--) {
      boolean last = i == records.size() - 1;
      steps.addFirst(
          new Step.Write<>(
              records.get(i),
              last ? emit.emission().releases() : 0,
              emit.input(),
              emit.source(),
              last ? emit.reserved() : 0));
    }
    return true;
  }

  private boolean fail(long input, InputRecord source, Throwable failure) {
    return failing.giveUp(input, source, Causes.of(context.definition().name(), failure));
  }

  /** Counts off whatever stands among the steps: it will not be sent. */
  void uncount() {
    for (Step<O> step : steps) {
      if (step instanceof Step.Emit<O> emit) {
        sender.count(-1);
        sender.reserve(-emit.reserved());
      } else if (step instanceof Step.Write<O> write) {
        sender.count(-1);
        sender.reserve(-write.reserved());
      }
    }
  }
}
