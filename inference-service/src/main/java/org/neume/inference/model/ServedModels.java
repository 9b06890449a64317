package org.neume.inference.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The models of one process, each loaded once: those that are asked for at the start, and others
 * when a recording first asks for them. Safe for use by many threads.
 */
public final class ServedModels implements AutoCloseable {
  /** Ends something that may have to be waited for. */
  private interface Closing {
    void within(Duration patience);
  }

  /** The longest that the end of a process waits for a running batch. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ModelRepository repository;
  private final EngineLoader loader;
  private final Function<NetworkEngine, BatchLimits> limits;
  private final Function<String, BatchObserver> observers;
  private final boolean inline;

  // Only what was found: recordings may ask for any number of names, and a model may come later.
  private final Map<String, ModelFolder> folders = new HashMap<>();
  private final Map<String, ServedModel> loaded = new HashMap<>();
  private final List<Closing> closing = new ArrayList<>();
  private boolean closed;

  private ServedModels(
      ModelRepository repository,
      EngineLoader loader,
      Function<NetworkEngine, BatchLimits> limits,
      Function<String, BatchObserver> observers,
      boolean inline) {
    this.repository = repository;
    this.loader = loader;
    this.limits = limits;
    this.observers = observers;
    this.inline = inline;
  }

  /**
   * Models behind a batcher each.
   *
   * @param limits how a network's windows are gathered, which may hang on where it runs
   * @param observers who watches a model's batches, by the model's name
   */
  public static ServedModels batched(
      ModelRepository repository,
      EngineLoader loader,
      Function<NetworkEngine, BatchLimits> limits,
      Function<String, BatchObserver> observers) {
    return new ServedModels(repository, loader, limits, observers, false);
  }

  /** Models that compute each window at once, on the thread that brings it: for one process. */
  public static ServedModels inline(ModelRepository repository, EngineLoader loader) {
    BatchLimits one = new BatchLimits(1, Long.MAX_VALUE, Duration.ZERO, 0, 1, Long.MAX_VALUE, 1);
    return new ServedModels(repository, loader, e -> one, name -> BatchObserver.NONE, true);
  }

  /**
   * What a model's folder says, without loading its network.
   *
   * @return empty if there is no such model
   * @throws ModelException if there is one that must not be served
   */
  public synchronized Optional<ModelManifest> manifest(String name) {
    return find(name).map(ModelFolder::manifest);
  }

  /**
   * Checks a model, all but that the engine takes it, which is a matter of milliseconds.
   *
   * @throws ModelException if there is no such model or it must not be served
   */
  public synchronized void check(String name) {
    loader.check(folder(name));
  }

  /**
   * A model, loaded and warmed up now if it was not yet: takes a second or so then.
   *
   * @throws ModelException if there is no such model or it cannot be served
   */
  public synchronized ServedModel get(String name) {
    if (closed) {
      throw new IllegalStateException("the models are closed");
    }
    ServedModel model = loaded.get(name);
    if (model == null) {
      model = load(folder(name));
      loaded.put(name, model);
    }
    return model;
  }

  /** The models that are loaded, by name. */
  public synchronized Map<String, ServedModel> loaded() {
    return new TreeMap<>(loaded);
  }

  /**
   * Stops the batchers, then frees the networks. One that a batch still uses after ten seconds is left
   * alone: to free what native code reads would bring the process down.
   */
  @Override
  public void close() {
    close(PATIENCE);
  }

  /** The same with another patience, in all. */
  synchronized void close(Duration patience) {
    closed = true;
    long end = System.nanoTime() + patience.toNanos();
    RuntimeException failure = null;
    for (int i = closing.size() - 1; i >= 0; i--) {
      try {
        closing.get(i).within(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      } catch (RuntimeException e) {
        // The others are closed in any case.
        failure = e;
      }
    }
    closing.clear();
    loaded.clear();
    if (failure != null) {
      throw new IllegalStateException("a model cannot be closed", failure);
    }
  }

  private ModelFolder folder(String name) {
    return find(name).orElseGet(() -> repository.get(name));
  }

  private Optional<ModelFolder> find(String name) {
    ModelFolder known = folders.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ModelFolder> found = repository.find(name);
    found.ifPresent(folder -> folders.put(name, folder));
    return found;
  }

  private ServedModel load(ModelFolder folder) {
    ModelManifest manifest = folder.manifest();
    NetworkEngine engine = loader.load(folder);
    BatchLimits batching;
    Map<Integer, BatchSizes> sizes;
    try {
      batching = limits.apply(engine);
      sizes = warmUp(engine, manifest, batching);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
    WindowRunner runner;
    if (inline) {
      runner = new InlineRunner(manifest, engine);
      closing.add(patience -> engine.close());
    } else {
      Batcher batcher =
          new Batcher(manifest, engine, sizes, batching, observers.apply(manifest.name()));
      batcher.start();
      closing.add(
          patience -> {
            if (batcher.stop(patience)) {
              engine.close();
            }
          });
      runner = batcher;
    }
    Map<Integer, List<Integer>> used = new TreeMap<>();
    sizes.forEach((frames, allowed) -> used.put(frames, allowed.allowed()));
    return new ServedModel(manifest, WindowGrid.of(manifest), runner, engine.description(), used);
  }

  /** Tries every shape that recordings may bring; gives the batch sizes to use, by input frames. */
  private static Map<Integer, BatchSizes> warmUp(
      NetworkEngine engine, ModelManifest manifest, BatchLimits batching) {
    WindowGrid grid = WindowGrid.of(manifest);
    Map<Integer, BatchSizes> sizes = new TreeMap<>();
    for (int size : grid.sizes()) {
      int frames = grid.inputFrames(size);
      long bytes = (long) frames * manifest.bins() * Float.BYTES;
      long most = Math.max(1, Math.min(batching.maxWindows(), batching.maxBatchBytes() / bytes));
      sizes.put(frames, BatchPurity.measure(engine, manifest, frames, (int) most));
    }
    return sizes;
  }
}
