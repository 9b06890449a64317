package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Builds the feature cache of the networks that learn from beats. What is there already is kept; a longer build continues a shorter one; a cache of other sources, soundfonts or seed is refused. */
public final class BeatDataBuilder {
  private static final int WORKERS = 2;

  private BeatDataBuilder() {}

  /**
   * Builds.
   *
   * @param dataFolder holds pop909, groove, freedoom, free-music and opentaiko
   * @param soundfonts soundfont files; may be empty, then only the oscillator synthesizer renders
   * @param cacheFolder where the features go, about 58 MB per hour of band spectra, 80 of raw audio
   * @param features what is computed of the audio
   * @param hours about how much audio the cache is to hold, altered copies counted
   * @param seed of everything random
   * @param progress receives one line per piece
   * @throws IOException where a source cannot be read or the cache cannot be written
   */
  public static void build(
      Path dataFolder,
      List<Path> soundfonts,
      Path cacheFolder,
      FeatureMaker features,
      double hours,
      long seed,
      Consumer<String> progress)
      throws IOException {
    Files.createDirectories(cacheFolder);
    List<SourcePiece> sources = SourceLibrary.scan(dataFolder);
    Manifest manifest =
        Manifest.of(cacheFolder, BeatOrigin.of(sources, soundfonts, features, seed));
    DataPlan plan = new DataPlan(sources, seed);
    RenderingMaker renderings =
        new RenderingMaker(plan.accompanyingGrooves(), new Soundfonts(soundfonts), features);
    RecordingMaker recordings = new RecordingMaker(renderings, features);
    List<DataPlan.Job> jobs = new ArrayList<>();
    for (DataPlan.Job job : plan.jobs(hours)) {
      if (!manifest.contains(job.id(), job.seed())) {
        jobs.add(job);
      }
    }
    if (!jobs.isEmpty() && !manifest.saysItsOrigin()) {
      progress.accept(
          "warning: %s is of an earlier release and does not say which sources, seed and soundfonts it is made of: what is made now may not fit it"
              .formatted(cacheFolder));
    }
    progress.accept("%d pieces to make, %.2f h there".formatted(jobs.size(), manifest.hours()));
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (DataPlan.Job job : jobs) {
        results.add(
            workers.submit(
                () -> {
                  make(job, recordings, renderings, cacheFolder, manifest, progress);
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      workers.shutdownNow();
      throw new IOException("a piece could not be made: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; what is made is kept", e);
    } finally {
      workers.shutdown();
    }
    progress.accept("done: %.2f h".formatted(manifest.hours()));
  }

  private static void make(
      DataPlan.Job job,
      RecordingMaker recordings,
      RenderingMaker renderings,
      Path folder,
      Manifest manifest,
      Consumer<String> progress)
      throws IOException {
    SourcePiece piece = job.piece();
    boolean recorded = piece.collection().recorded();
    LabeledFeatures features;
    try {
      features =
          recorded
              ? recordings.make(piece, job.copy(), job.seed())
              : renderings.make(piece, job.seed());
    } catch (IOException | RuntimeException e) {
      throw new IOException(job.id() + ": " + e.getMessage(), e);
    }
    String file = "%06d.nbf".formatted(job.number());
    FeatureFile.write(folder.resolve(file), features);
    manifest.add(
        new Manifest.Entry(
            file,
            job.id(),
            piece.group(),
            piece.collection().name(),
            piece.collection().license(),
            recorded,
            job.copy(),
            job.seed(),
            features.seconds(),
            features.frameRate(),
            features.beats().size()));
    progress.accept(
        "%s %.0f s, %d beats (%.2f h)"
            .formatted(job.id(), features.seconds(), features.beats().size(), manifest.hours()));
  }

  /**
   * Builds from the command line: data folder, cache folder, hours, seed, soundfonts.
   *
   * @throws IOException where the build fails
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 4) {
      throw new IllegalArgumentException("give DATA CACHE HOURS SEED [SOUNDFONT...]");
    }
    List<Path> soundfonts = new ArrayList<>();
    for (int i = 4; i < arguments.length; i++) {
      soundfonts.add(Path.of(arguments[i]));
    }
    build(
        Path.of(arguments[0]),
        soundfonts,
        Path.of(arguments[1]),
        FeatureMaker.LOG_BANDS,
        Double.parseDouble(arguments[2]),
        Long.parseLong(arguments[3]),
        System.out::println);
  }
}
