package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.neume.training.multipitch.MusicNetFolder;

/**
 * Renders classical and pop MIDI in MusicNet's form: a folder of WAV files with their labels. What is there
 * already is kept; a longer build continues a shorter one; a folder made of anything else is refused.
 */
public final class MultipitchDataBuilder {
  /** Raised whenever the same sources, soundfonts and seed would make other pieces. */
  private static final int VERSION = 2;

  private MultipitchDataBuilder() {}

  /**
   * Builds.
   *
   * @param dataFolder holds pop909, freedoom and free-music
   * @param soundfonts soundfont files of all parts but one
   * @param unseenSoundfonts soundfont files of the part with instruments that nobody trained on; where
   *     empty, the others serve
   * @param cacheFolder where the pieces go, 318 MB an hour
   * @param hours about how many hours there are to learn from
   * @param seed of everything random
   * @param workers pieces that are made at a time
   * @param progress receives one line per piece
   * @throws IOException where a source cannot be read, or the folder is made of something else or cannot
   *     be written
   */
  public static void build(
      Path dataFolder,
      List<Path> soundfonts,
      List<Path> unseenSoundfonts,
      Path cacheFolder,
      double hours,
      long seed,
      int workers,
      Consumer<String> progress)
      throws IOException {
    if (soundfonts.isEmpty()) {
      throw new IOException(
          "multipitch is rendered with soundfonts alone: give --soundfont, or MusicNet with --musicnet");
    }
    List<SourcePiece> sources = SourceLibrary.scan(dataFolder);
    MusicNetFolder folder = new MusicNetFolder(cacheFolder);
    PieceOrigin.require(folder, origin(sources, soundfonts, unseenSoundfonts, seed));
    List<MultipitchPlan.Job> jobs = new ArrayList<>();
    for (MultipitchPlan.Job job : new MultipitchPlan(sources, seed).jobs(hours)) {
      if (!folder.contains(job.part(), job.id())) {
        jobs.add(job);
      }
    }
    progress.accept("%d pieces to make".formatted(jobs.size()));
    if (jobs.isEmpty()) {
      return;
    }
    Soundfonts training = new Soundfonts(soundfonts);
    Soundfonts unseen = unseenSoundfonts.isEmpty() ? training : new Soundfonts(unseenSoundfonts);
    MultipitchRenderings renderings = new MultipitchRenderings(training, unseen);
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (MultipitchPlan.Job job : jobs) {
        results.add(
            pool.submit(
                () -> {
                  make(job, renderings, folder, progress);
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      pool.shutdownNow();
      throw new IOException("a piece could not be made: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; what is made is kept", e);
    } finally {
      pool.shutdown();
    }
  }

  private static void make(
      MultipitchPlan.Job job,
      MultipitchRenderings renderings,
      MusicNetFolder folder,
      Consumer<String> progress)
      throws IOException {
    MultipitchRenderings.Rendering made;
    try {
      made = renderings.make(job);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "%s of %s: %s".formatted(job.piece().id(), job.part(), e.getMessage()), e);
    }
    folder.add(job.part(), job.id(), made.samples(), made.notes());
    progress.accept(
        "%s/%s %s, %s: %.0f s, %d notes"
            .formatted(
                job.part(),
                job.id(),
                job.piece().id(),
                job.kind(),
                made.samples().length / 44_100.0,
                made.notes().size()));
  }

  private static List<String> origin(
      List<SourcePiece> sources, List<Path> soundfonts, List<Path> unseen, long seed)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("pieces: of version " + VERSION);
    lines.add("seed: " + seed);
    lines.add("sources: " + SourceHash.of(sources));
    for (Path font : soundfonts) {
      lines.add("soundfont: " + font.getFileName() + " " + SourceHash.ofFile(font));
    }
    for (Path font : unseen) {
      lines.add(
          "soundfont of unseen instruments: " + font.getFileName() + " " + SourceHash.ofFile(font));
    }
    return lines;
  }
}
