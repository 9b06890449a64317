package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neume.annotation.PlayedNote;
import org.neume.training.notes.NotePiece;
import org.neume.training.notes.NoteSource;
import org.neume.training.train.Fold;

/** A note cache, split; its features stay on disk and are read through memory maps. */
public final class NoteCache implements NoteSource {
  private final List<NotePiece> training = new ArrayList<>();
  private final List<NotePiece> validation = new ArrayList<>();
  private final String description;

  private NoteCache(String description) {
    this.description = description;
  }

  /**
   * Opens a cache.
   *
   * @param fold which third of the recordings validates; the cache was built for it
   * @throws IOException where the cache is missing, damaged, or of other features or another fold
   */
  public static NoteCache load(Path folder, int fold) throws IOException {
    List<NoteManifest.Entry> entries = NoteManifest.read(folder, fold).entries();
    if (entries.isEmpty()) {
      throw new IOException(folder + " holds no features of notes: build the cache first");
    }
    NoteCache cache = new NoteCache(describe(entries, fold(entries, fold)));
    for (NoteManifest.Entry entry : entries) {
      NotePiece piece =
          new Piece(entry.id(), entry.kind(), NoteFeatureFile.read(folder.resolve(entry.file())));
      (entry.validates() ? cache.validation : cache.training).add(piece);
    }
    return cache;
  }

  /**
   * Which part of the recordings a training holds out: with their names' hash where the cache is there.
   *
   * @throws IOException where the cache is damaged, or of other features or another fold
   */
  public static Fold fold(Path folder, int number) throws IOException {
    List<NoteManifest.Entry> entries = NoteManifest.read(folder, number).entries();
    return entries.isEmpty() ? new Fold(number, NotePlan.FOLDS) : fold(entries, number);
  }

  private static Fold fold(List<NoteManifest.Entry> entries, int number) {
    return Fold.holdingOut(
        number,
        NotePlan.FOLDS,
        entries.stream()
            .filter(entry -> entry.validates() && entry.kind() == NotePiece.Kind.REAL)
            .map(entry -> SourcePiece.idOf(entry.id()))
            .toList());
  }

  private static String describe(List<NoteManifest.Entry> entries, Fold fold) {
    Map<String, double[]> hours = new TreeMap<>();
    double validating = 0;
    for (NoteManifest.Entry entry : entries) {
      if (entry.validates()) {
        validating += entry.seconds() / 3600;
      } else {
        String name = entry.collection() + " (" + entry.license() + ")";
        hours.computeIfAbsent(name, k -> new double[1])[0] += entry.seconds() / 3600;
      }
    }
    StringBuilder text = new StringBuilder("training: ");
    hours.forEach((name, sum) -> text.append("%s %.1f h, ".formatted(name, sum[0])));
    return text.append("validation: %.1f h, split by piece, ".formatted(validating))
        .append("recordings held out: ")
        .append(fold)
        .toString();
  }

  @Override
  public List<NotePiece> training() {
    return List.copyOf(training);
  }

  @Override
  public List<NotePiece> validation() {
    return List.copyOf(validation);
  }

  @Override
  public String description() {
    return description;
  }

  /** A piece on disk. */
  private record Piece(String id, Kind kind, NoteFeatureFile.Mapped file) implements NotePiece {
    @Override
    public int frames() {
      return file.frames();
    }

    @Override
    public void copyFrames(int firstFrame, int count, float[] target, int offset) {
      int from = firstFrame * file.bins();
      for (int i = 0; i < count * file.bins(); i++) {
        target[offset + i] = HalfFloat.value(file.halves().get(from + i));
      }
    }

    @Override
    public List<PlayedNote> notes() {
      return file.notes();
    }
  }
}
