package org.neume.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.neume.training.data.SourcePiece.Collection;
import org.neume.training.multipitch.MusicNetFolder;
import org.neume.training.render.MidiScoreReader;
import org.neume.training.render.Note;

/**
 * Decides what is rendered for the multipitch networks: pieces that validate and test first, then an
 * endless sequence of training pieces. It depends on the sources and the seed alone, so that a longer build
 * continues a shorter one. Of eight pieces one validates and two test, by a hash of the name of the tune.
 */
final class MultipitchPlan {
  private static final double USUAL_SECONDS = 45;
  private static final int PARTS = 8;
  private static final int VALIDATION_PIECES = 16;
  private static final int TEST_PIECES = 24;

  /** What a piece is. */
  enum Kind {
    /** A song on one of the pianos. */
    PIANO,
    /** A song with any instruments. */
    SONG,
    /** A sequenced piece with instruments like its own. */
    SEQUENCED,
    /** Random notes struck together, which only training has. */
    SLICES
  }

  /**
   * One piece to render.
   *
   * @param part of the folder
   * @param id its name there
   * @param seed for all that is random in it
   */
  record Job(String part, String id, Kind kind, SourcePiece piece, long seed) {}

  private static final class Pool {
    final List<SourcePiece> songs = new ArrayList<>();
    final List<SourcePiece> sequenced = new ArrayList<>();
  }

  private final Map<String, Pool> pools = new TreeMap<>();
  private final long seed;

  /**
   * Makes a plan.
   *
   * @throws IOException where a score cannot be read, or a part would have no pieces
   */
  MultipitchPlan(List<SourcePiece> sources, long seed) throws IOException {
    this.seed = seed;
    for (SourcePiece piece : sources) {
      Pool pool = pools.computeIfAbsent(part(piece.group()), part -> new Pool());
      if (piece.collection() == Collection.POP909) {
        pool.songs.add(piece);
      } else if ((piece.collection() == Collection.FREEDOOM
              || piece.collection() == Collection.FREE_MUSIC_MIDI)
          && pitched(piece) > 100) {
        pool.sequenced.add(piece);
      }
    }
    for (String part :
        List.of(MusicNetFolder.TRAIN, MusicNetFolder.VALIDATION, MusicNetFolder.TEST)) {
      Pool pool = pools.get(part);
      if (pool == null || pool.songs.isEmpty() || pool.sequenced.isEmpty()) {
        throw new IOException(
            "there are too few pieces for the part %s: give --data with pop909 and freedoom or free-music, or MusicNet with --musicnet"
                .formatted(part));
      }
    }
  }

  private static long pitched(SourcePiece piece) throws IOException {
    return MidiScoreReader.read(piece.file(), false).notes().stream()
        .filter(note -> note.channel() != Note.DRUMS)
        .count();
  }

  private static String part(String group) {
    CRC32 crc = new CRC32();
    crc.update(group.getBytes(StandardCharsets.UTF_8));
    return switch ((int) (crc.getValue() % PARTS)) {
      case 0 -> MusicNetFolder.VALIDATION;
      case 1, 2 -> MusicNetFolder.TEST;
      default -> MusicNetFolder.TRAIN;
    };
  }

  /** The jobs of so many hours of training, the other parts besides. */
  List<Job> jobs(double hours) {
    List<Job> jobs = new ArrayList<>();
    add(jobs, MusicNetFolder.VALIDATION, VALIDATION_PIECES);
    add(jobs, MusicNetFolder.TEST, TEST_PIECES);
    add(jobs, MusicNetFolder.UNSEEN, TEST_PIECES);
    add(jobs, MusicNetFolder.TRAIN, (int) Math.ceil(hours * 3600 / USUAL_SECONDS));
    return jobs;
  }

  private void add(List<Job> jobs, String part, int count) {
    String source = part.equals(MusicNetFolder.UNSEEN) ? MusicNetFolder.TEST : part;
    Pool pool = pools.getOrDefault(source, new Pool());
    for (int i = 0; i < count; i++) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003L + 31L * part.hashCode() + i);
      double r = random.nextDouble();
      Kind kind = Kind.SEQUENCED;
      if (part.equals(MusicNetFolder.TRAIN) && r < 0.15) {
        kind = Kind.SLICES;
      } else if (r < 0.35) {
        kind = Kind.PIANO;
      } else if (r < 0.65) {
        kind = Kind.SONG;
      }
      SourcePiece piece =
          switch (kind) {
            case SLICES -> new SourcePiece("slices", Collection.COMPOSED, "slices", Path.of(""));
            case SEQUENCED -> pool.sequenced.get(random.nextInt(pool.sequenced.size()));
            default -> pool.songs.get(random.nextInt(pool.songs.size()));
          };
      jobs.add(new Job(part, "%05d".formatted(i), kind, piece, random.nextLong()));
    }
  }
}
