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
import java.util.stream.Stream;

/**
 * Builds the feature cache of the note networks. What is there already is kept; a longer build continues
 * a shorter one; a cache of other sources, soundfonts, fold or seed is refused.
 */
public final class NoteDataBuilder {
  private static final int WORKERS = 2;

  private NoteDataBuilder() {}

  /**
   * Builds.
   *
   * @param dataFolder holds pop909, groove, freedoom and free-music
   * @param soundfonts soundfont files of the training pieces; may be empty, then only oscillators play
   * @param validationSoundfonts soundfont files of the validation pieces, none of the others; where
   *     empty, the others serve
   * @param cacheFolder where the features go, about 160 MB per hour
   * @param hours about how many hours are rendered for training
   * @param fold which third of the recordings validates, 0 to 2
   * @param seed of everything random
   * @param progress receives one line per piece
   * @throws IOException where a source cannot be read, the cache is made of something else or cannot
   *     be written
   */
  public static void build(
      Path dataFolder,
      List<Path> soundfonts,
      List<Path> validationSoundfonts,
      Path cacheFolder,
      double hours,
      int fold,
      long seed,
      Consumer<String> progress)
      throws IOException {
    Files.createDirectories(cacheFolder);
    List<SourcePiece> sources = SourceLibrary.scan(dataFolder);
    CacheOrigin origin = NoteOrigin.of(sources, soundfonts, validationSoundfonts, fold, seed);
    NoteManifest manifest = NoteManifest.of(cacheFolder, origin);
    List<String> names =
        Stream.concat(soundfonts.stream(), validationSoundfonts.stream())
            .map(path -> String.valueOf(path.getFileName()))
            .toList();
    NotePlan plan = new NotePlan(sources, names, fold, seed);
    List<NotePlan.Job> jobs = new ArrayList<>();
    for (NotePlan.Job job : plan.jobs(hours)) {
      if (!manifest.contains(job.id(), job.seed())) {
        jobs.add(job);
      }
    }
    progress.accept("%d pieces to make, %.2f h there".formatted(jobs.size(), manifest.hours()));
    if (jobs.isEmpty()) {
      return;
    }
    Soundfonts training = new Soundfonts(soundfonts);
    Soundfonts validation =
        validationSoundfonts.isEmpty() ? training : new Soundfonts(validationSoundfonts);
    NoteRenderings renderings =
        new NoteRenderings(plan.accompanyingGrooves(), training, validation);
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (NotePlan.Job job : jobs) {
        results.add(
            workers.submit(
                () -> {
                  make(job, renderings, cacheFolder, manifest, progress);
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
      NotePlan.Job job,
      NoteRenderings renderings,
      Path folder,
      NoteManifest manifest,
      Consumer<String> progress)
      throws IOException {
    SourcePiece piece = job.piece();
    LabeledNotes features;
    try {
      features =
          piece.collection().recorded()
              ? NoteRecordings.make(piece.file(), job.copy(), job.seed())
              : renderings.make(job);
    } catch (IOException | RuntimeException e) {
      throw new IOException(job.id() + ": " + e.getMessage(), e);
    }
    String file = "%06d.nnf".formatted(job.number());
    NoteFeatureFile.write(folder.resolve(file), features);
    double seconds = features.frames() / 50.0;
    manifest.add(
        new NoteManifest.Entry(
            file,
            job.id(),
            job.kind(),
            job.validates(),
            piece.collection().name(),
            piece.collection().license(),
            job.seed(),
            seconds,
            features.notes().size()));
    progress.accept(
        "%s %s %.0f s, %d notes (%.2f h)"
            .formatted(
                job.id(), job.kind().text(), seconds, features.notes().size(), manifest.hours()));
  }
}
