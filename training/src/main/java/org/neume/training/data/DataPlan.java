package org.neume.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.neume.training.data.SourcePiece.Collection;
import org.neume.training.render.MidiScoreReader;

/**
 * Decides what the cache holds: an endless sequence of jobs of which the first so many are done. The sequence depends on the
 * sources and the seed alone, so a longer build continues a shorter one.
 */
final class DataPlan {
  /** Mean length of a piece, to turn hours into a number of jobs. */
  private static final double USUAL_SECONDS = 90;

  /** Copies of each recording at most, the untouched one included. */
  private static final int MOST_COPIES = 14;

  /** Of ten jobs, so many are copies of recordings. */
  private static final int RECORDINGS_OF_TEN = 3;

  /**
   * One piece to make.
   *
   * @param number position in the sequence
   * @param id unique name
   * @param copy for recordings: 0 is the untouched one
   * @param seed for all that is random in it
   */
  record Job(int number, String id, SourcePiece piece, int copy, long seed) {}

  private final List<SourcePiece> recordings = new ArrayList<>();
  private final List<SourcePiece> pop909 = new ArrayList<>();
  private final List<SourcePiece> grooves = new ArrayList<>();
  private final List<SourcePiece> sequenced = new ArrayList<>();
  private final long seed;

  /**
   * Makes a plan.
   *
   * @throws IOException where a score cannot be read
   */
  DataPlan(List<SourcePiece> sources, long seed) throws IOException {
    this.seed = seed;
    for (SourcePiece piece : sources) {
      switch (piece.collection()) {
        case OPENTAIKO, FREE_MUSIC_AUDIO, NAMED_TEMPO -> recordings.add(piece);
        case POP909 -> pop909.add(piece);
        case GROOVE -> grooves.add(piece);
        default -> {
          if (Suitability.objection(MidiScoreReader.read(piece.file(), false)).isEmpty()) {
            sequenced.add(piece);
          }
        }
      }
    }
  }

  /** Drum performances that may accompany other pieces; those of the validation split are not among them. */
  List<SourcePiece> accompanyingGrooves() {
    return grooves.stream().filter(g -> !Split.heldOut(g.group())).toList();
  }

  /** The jobs of so many hours. */
  List<Job> jobs(double hours) {
    int count = (int) Math.ceil(hours * 3600 / USUAL_SECONDS);
    List<Job> jobs = new ArrayList<>(count);
    int recordingCopies = 0;
    int rendered = 0;
    while (jobs.size() < count) {
      int number = jobs.size();
      int copy = recordings.isEmpty() ? MOST_COPIES : recordingCopies / recordings.size();
      // The untouched recordings come first: they are the validation that a short build already
      // needs.
      boolean recording = copy == 0 || (number % 10 < RECORDINGS_OF_TEN && copy < MOST_COPIES);
      SplittableRandom random = new SplittableRandom(seed * 1_000_003L + number);
      if (recording) {
        SourcePiece piece = recordings.get(recordingCopies % recordings.size());
        jobs.add(new Job(number, piece.id() + "#" + copy, piece, copy, random.nextLong()));
        recordingCopies++;
      } else {
        SourcePiece piece = draw(rendered, random);
        jobs.add(new Job(number, piece.id() + "#r" + rendered, piece, 0, random.nextLong()));
        rendered++;
      }
    }
    return jobs;
  }

  private SourcePiece draw(int rendered, SplittableRandom random) {
    double r = random.nextDouble();
    List<SourcePiece> from =
        r < 0.46 ? List.of() : r < 0.73 ? pop909 : r < 0.92 ? sequenced : grooves;
    if (from.isEmpty()) {
      String name = "composed/" + rendered;
      return new SourcePiece(name, Collection.COMPOSED, name, java.nio.file.Path.of(""));
    }
    return from.get(random.nextInt(from.size()));
  }
}
