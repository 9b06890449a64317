package org.neume.training.multipitch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder as MusicNet is published: {@code PART_data/ID.wav} with {@code PART_labels/ID.csv}, where the
 * parts are {@code train} and {@code test}; what is rendered here has parts of its own besides.
 *
 * @param folder the folder
 */
public record MusicNetFolder(Path folder) {
  /** The part that networks learn from. */
  public static final String TRAIN = "train";

  /** The part that thresholds, and the epoch that is kept, are chosen on. */
  public static final String VALIDATION = "validation";

  /** The part of other pieces that networks are measured on. */
  public static final String TEST = "test";

  /** The part of other pieces, played by instruments that nobody trained on. */
  public static final String UNSEEN = "unseen";

  /** One of so many training pieces validates where there is no part for that. */
  private static final int ONE_OF = 16;

  /** Whether it holds a part. */
  public boolean has(String part) {
    return Files.isDirectory(folder.resolve(part + "_data"));
  }

  /**
   * The pieces of a part, by name; none where there is no such part.
   *
   * @throws IOException in one line if a file cannot be used
   */
  public List<MultipitchPiece> pieces(String part) throws IOException {
    if (!has(part)) {
      return List.of();
    }
    List<Path> waves;
    try (Stream<Path> files = Files.list(folder.resolve(part + "_data"))) {
      waves = files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
    List<MultipitchPiece> pieces = new ArrayList<>();
    for (Path wave : waves) {
      String id = id(wave);
      Path labels = folder.resolve(part + "_labels").resolve(id + ".csv");
      if (!Files.exists(labels)) {
        throw new IOException(
            "%s has no labels: put them at %s, as MusicNet does".formatted(wave, labels));
      }
      pieces.add(MultipitchPiece.open(part + "/" + id, wave, labels));
    }
    return List.copyOf(pieces);
  }

  /**
   * All pieces, dealt: where no part validates, every sixteenth training piece does.
   *
   * @throws IOException in one line if a file cannot be used, or there is nothing to learn from
   */
  public MultipitchSplit split() throws IOException {
    List<MultipitchPiece> all = pieces(TRAIN);
    if (all.isEmpty()) {
      throw new IOException(
          folder + " holds no train_data with WAV files: give the folder that MusicNet unpacks to");
    }
    if (has(VALIDATION)) {
      return new MultipitchSplit(all, pieces(VALIDATION), pieces(TEST), pieces(UNSEEN));
    }
    List<MultipitchPiece> training = new ArrayList<>();
    List<MultipitchPiece> validation = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      (i % ONE_OF == ONE_OF - 1 ? validation : training).add(all.get(i));
    }
    return new MultipitchSplit(training, validation, pieces(TEST), pieces(UNSEEN));
  }

  /** Whether a piece is there, both files whole. */
  public boolean contains(String part, String id) {
    return Files.exists(wave(part, id)) && Files.exists(labels(part, id));
  }

  /** Adds a piece. */
  public void add(String part, String id, float[] samples, List<LabeledNote> notes)
      throws IOException {
    Files.createDirectories(folder.resolve(part + "_data"));
    Files.createDirectories(folder.resolve(part + "_labels"));
    LabelFile.write(labels(part, id), notes);
    WaveFile.write(wave(part, id), samples);
  }

  /** Adds a piece whose samples stay as they are. */
  void addFloats(String part, String id, float[] samples, List<LabeledNote> notes)
      throws IOException {
    Files.createDirectories(folder.resolve(part + "_data"));
    Files.createDirectories(folder.resolve(part + "_labels"));
    LabelFile.write(labels(part, id), notes);
    WaveFile.writeFloats(wave(part, id), samples);
  }

  private Path wave(String part, String id) {
    return folder.resolve(part + "_data").resolve(id + ".wav");
  }

  private Path labels(String part, String id) {
    return folder.resolve(part + "_labels").resolve(id + ".csv");
  }

  private static String id(Path wave) {
    String name = String.valueOf(wave.getFileName());
    return name.substring(0, name.length() - ".wav".length());
  }
}
