package org.neume.inference.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.neume.stage.InvalidInputException;

/**
 * Sends gathered windows through the engine and hands out the results; a batch that fails is halved
 * until the window that spoils it is alone, so that only this one fails.
 */
final class BatchComputation {
  /** A window and who waits for it. */
  record Request(NetworkInput input, CompletableFuture<float[]> result, long submittedNanos) {}

  private final ModelManifest manifest;
  private final NetworkEngine engine;
  private final BatchSizes sizes;
  private final BatchObserver observer;

  BatchComputation(
      ModelManifest manifest, NetworkEngine engine, BatchSizes sizes, BatchObserver observer) {
    this.manifest = manifest;
    this.engine = engine;
    this.sizes = sizes;
    this.observer = observer;
  }

  /** Computes windows of one shape and completes every one of them, one way or the other. */
  void compute(List<Request> requests) {
    int frames = requests.get(0).input().frames();
    int size = sizes.holding(requests.size());
    long started = System.nanoTime();
    float[] output;
    try {
      output = engine.run(gather(requests, size), size, frames);
      int expected = size * frames * manifest.outputs().size();
      if (output.length != expected) {
        throw new IllegalStateException(
            "%d values came out instead of %d".formatted(output.length, expected));
      }
    } catch (RuntimeException | Error e) {
      isolate(requests, e);
      return;
    }
    observer.computed(
        requests.size(),
        size,
        started - requests.get(0).submittedNanos(),
        System.nanoTime() - started);
    int length = frames * manifest.outputs().size();
    for (int i = 0; i < requests.size(); i++) {
      float[] one = new float[length];
      System.arraycopy(output, i * length, one, 0, length);
      complete(requests.get(i), one);
    }
  }

  private void isolate(List<Request> requests, Throwable cause) {
    if (requests.size() == 1) {
      fail(
          requests.get(0),
          "the network %s cannot compute a window (%s): check the audio, or the model"
              .formatted(manifest.name(), firstLine(cause)),
          cause);
      return;
    }
    int half = requests.size() / 2;
    compute(requests.subList(0, half));
    compute(requests.subList(half, requests.size()));
  }

  private static float[] gather(List<Request> requests, int size) {
    int length = requests.get(0).input().values().length;
    if (size == 1) {
      return requests.get(0).input().values();
    }
    float[] batch = new float[Math.multiplyExact(size, length)];
    for (int i = 0; i < requests.size(); i++) {
      System.arraycopy(requests.get(i).input().values(), 0, batch, i * length, length);
    }
    return batch;
  }

  private void complete(Request request, float[] output) {
    for (int i = 0; i < output.length; i++) {
      if (!(output[i] >= 0 && output[i] <= 1)) {
        int columns = manifest.outputs().size();
        fail(
            request,
            "the network %s gives %s as a probability of %s: check the audio, or the model"
                .formatted(manifest.name(), output[i], manifest.outputs().get(i % columns)),
            null);
        return;
      }
    }
    request.result().complete(output);
  }

  private void fail(
      Request request, String message, @org.jspecify.annotations.Nullable Throwable cause) {
    observer.failed();
    request
        .result()
        .completeExceptionally(
            cause == null
                ? new InvalidInputException(message)
                : new InvalidInputException(message, cause));
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
