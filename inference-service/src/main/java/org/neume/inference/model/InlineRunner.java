package org.neume.inference.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.neume.inference.model.BatchComputation.Request;

/** Computes each window at once, alone, on the thread that brings it. */
final class InlineRunner implements WindowRunner {
  private final BatchComputation computation;

  InlineRunner(ModelManifest manifest, NetworkEngine engine) {
    this.computation =
        new BatchComputation(manifest, engine, new BatchSizes(List.of(1)), BatchObserver.NONE);
  }

  @Override
  public CompletableFuture<float[]> run(NetworkInput input) {
    Request request = new Request(input, new CompletableFuture<>(), System.nanoTime());
    computation.compute(List.of(request));
    return request.result();
  }
}
