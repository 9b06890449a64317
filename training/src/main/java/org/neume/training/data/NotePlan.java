package org.neume.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.neume.training.data.SourcePiece.Collection;
import org.neume.training.notes.NotePiece.Kind;
import org.neume.training.render.MidiScoreReader;
import org.neume.training.render.Note;

/**
 * Decides what a note cache holds: first the validation pieces, then the recordings, then an endless
 * sequence of renderings of which the first so many are made. The sequence depends on the sources, the
 * soundfonts' names, the fold and the seed alone, so a longer build continues a shorter one; {@link
 * CacheOrigin} tells another sequence apart.
 *
 * <p>A third of the recordings validates, dealt by a hash of their names, and with a recording the MIDI
 * file of its tune leaves the training. Of the other sources a twentieth validates.
 */
final class NotePlan {
  /** Parts that the recordings are dealt to; one validates. */
  static final int FOLDS = 3;

  /** Mean length of a rendering, to turn hours into a number of jobs. */
  private static final double USUAL_SECONDS = 45;

  private static final int VALIDATION_ENSEMBLES = 12;
  private static final int VALIDATION_PIANOS = 8;
  private static final int VALIDATION_SLICES = 4;

  /** Copies of each training recording, the untouched one included. */
  private static final int COPIES = 3;

  /**
   * One piece to make.
   *
   * @param number position in the sequence
   * @param id unique name
   * @param copy for recordings: 0 is the untouched one
   * @param seed for all that is random in it
   */
  record Job(
      int number,
      String id,
      SourcePiece piece,
      Kind kind,
      boolean validates,
      int copy,
      long seed) {}

  private final List<SourcePiece> recordings = new ArrayList<>();
  private final List<SourcePiece> heldRecordings = new ArrayList<>();
  private final Pool training = new Pool();
  private final Pool validation = new Pool();
  private final List<SourcePiece> grooves = new ArrayList<>();
  private final long seed;

  private static final class Pool {
    final List<SourcePiece> piano = new ArrayList<>();
    final List<SourcePiece> sequenced = new ArrayList<>();
  }

  /**
   * Makes a plan.
   *
   * @param soundfonts names that what is rendered depends on
   * @param fold which third of the recordings validates, 0 to 2
   * @throws IOException where a score cannot be read
   */
  NotePlan(List<SourcePiece> sources, List<String> soundfonts, int fold, long seed)
      throws IOException {
    if (fold < 0 || fold >= FOLDS) {
      throw new IllegalArgumentException("fold " + fold + " is outside 0.." + (FOLDS - 1));
    }
    this.seed = seed * 31 + crc(String.join(" ", soundfonts));
    Set<String> held = heldOut(sources, fold);
    for (SourcePiece piece : sources) {
      boolean validates = held.contains(piece.group()) || Split.heldOut(piece.group());
      Pool pool = validates ? validation : training;
      switch (piece.collection()) {
        case FREE_MUSIC_AUDIO -> {
          if (hasNotes(piece)) {
            (held.contains(piece.group()) ? heldRecordings : recordings).add(piece);
          }
        }
        case POP909 -> pool.piano.add(piece);
        case GROOVE -> {
          if (!Split.heldOut(piece.group())) {
            grooves.add(piece);
          }
        }
        case FREEDOOM, FREE_MUSIC_MIDI -> {
          if (MidiScoreReader.read(piece.file(), false).notes().stream()
                  .filter(note -> note.channel() != Note.DRUMS)
                  .count()
              > 50) {
            pool.sequenced.add(piece);
          }
        }
        default -> {}
      }
    }
  }

  /** Groups of the recordings whose turn it is to validate, in the order of a hash of their names. */
  private static Set<String> heldOut(List<SourcePiece> sources, int fold) {
    List<String> groups =
        sources.stream()
            .filter(NotePlan::hasNotes)
            .map(SourcePiece::group)
            .distinct()
            .sorted(
                Comparator.comparingLong(NotePlan::crc).thenComparing(Comparator.naturalOrder()))
            .toList();
    Set<String> held = new LinkedHashSet<>();
    for (int i = fold; i < groups.size(); i += FOLDS) {
      held.add(groups.get(i));
    }
    return held;
  }

  /** Says whether a piece is a recording with its notes beside it. */
  static boolean hasNotes(SourcePiece piece) {
    return piece.collection() == Collection.FREE_MUSIC_AUDIO
        && Files.exists(NoteTable.beside(piece.file()));
  }

  /** Drum performances that may accompany pieces. */
  List<SourcePiece> accompanyingGrooves() {
    return List.copyOf(grooves);
  }

  /** The jobs of so many hours of training, validation besides. */
  List<Job> jobs(double hours) {
    List<Job> jobs = new ArrayList<>();
    SplittableRandom dealt = new SplittableRandom(seed);
    for (int i = 0; i < VALIDATION_ENSEMBLES; i++) {
      List<SourcePiece> from =
          i % 3 == 0 ? validation.piano : i % 3 == 1 ? validation.sequenced : List.of();
      add(jobs, draw(from, "composed/v" + i, dealt), Kind.RENDERED, true, 0);
    }
    for (int i = 0; i < VALIDATION_PIANOS && !validation.piano.isEmpty(); i++) {
      add(jobs, draw(validation.piano, "", dealt), Kind.SOLO_PIANO, true, 0);
    }
    for (int i = 0; i < VALIDATION_SLICES; i++) {
      add(jobs, composed("slices/v" + i), Kind.SLICES, true, 0);
    }
    for (SourcePiece piece : heldRecordings) {
      add(jobs, piece, Kind.REAL, true, 0);
    }
    for (int copy = 0; copy < COPIES; copy++) {
      for (SourcePiece piece : recordings) {
        add(jobs, piece, Kind.REAL, false, copy);
      }
    }
    int renderings = (int) Math.ceil(hours * 3600 / USUAL_SECONDS);
    for (int i = 0; i < renderings; i++) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003L + i);
      double r = random.nextDouble();
      if (r < 0.2 && !training.piano.isEmpty()) {
        add(jobs, draw(training.piano, "", random), Kind.SOLO_PIANO, false, 0);
      } else if (r < 0.4) {
        add(jobs, composed("slices/" + i), Kind.SLICES, false, 0);
      } else {
        List<SourcePiece> from =
            r < 0.65 ? training.piano : r < 0.87 ? training.sequenced : List.of();
        add(jobs, draw(from, "composed/" + i, random), Kind.RENDERED, false, 0);
      }
    }
    return jobs;
  }

  private void add(List<Job> jobs, SourcePiece piece, Kind kind, boolean validates, int copy) {
    int number = jobs.size();
    long own = new SplittableRandom(seed * 7_919L + number).nextLong();
    String id = "%s#%s%d".formatted(piece.id(), validates ? "v" : "t", number);
    jobs.add(new Job(number, id, piece, kind, validates, copy, own));
  }

  private static SourcePiece draw(
      List<SourcePiece> from, String otherwise, SplittableRandom random) {
    return from.isEmpty() ? composed(otherwise) : from.get(random.nextInt(from.size()));
  }

  private static SourcePiece composed(String name) {
    return new SourcePiece(name, Collection.COMPOSED, name, Path.of(""));
  }

  private static long crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
