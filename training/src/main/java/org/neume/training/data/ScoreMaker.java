package org.neume.training.data;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.neume.training.render.Arranger;
import org.neume.training.render.Chord;
import org.neume.training.render.Composer;
import org.neume.training.render.Instrumentation;
import org.neume.training.render.MidiScoreReader;
import org.neume.training.render.Score;

/** Makes scores of pieces: reads or composes them, arranges them, draws instruments. */
final class ScoreMaker {
  private final List<SourcePiece> grooves;

  /**
   * Makes a maker.
   *
   * @param grooves drum performances that may accompany pieces without drums
   */
  ScoreMaker(List<SourcePiece> grooves) {
    this.grooves = List.copyOf(grooves);
  }

  /**
   * A score and how freely it may be treated.
   *
   * @param slowest factor on the tempo at least
   * @param fastest factor on the tempo at most
   * @param curved share of renderings whose tempo may change
   */
  record Material(Score score, double slowest, double fastest, double curved) {}

  /**
   * Reads or composes a piece and gives it instruments.
   *
   * @throws IOException where it cannot be read
   */
  Material material(SourcePiece piece, SplittableRandom random) throws IOException {
    return switch (piece.collection()) {
      case COMPOSED -> {
        double seconds =
            RenderingMaker.SHORTEST
                + (RenderingMaker.LONGEST - RenderingMaker.SHORTEST) * random.nextDouble();
        Composer.Composition composed = Composer.compose(random, seconds);
        yield new Material(
            Instrumentation.orchestrate(composed.score(), random),
            1,
            1,
            composed.machine() ? 0.02 : 0.12);
      }
      case POP909 -> {
        Score score = Instrumentation.shuffle(Pop909Reader.read(piece.file()), 0.8, random);
        boolean drums = score.downbeatsKnown() && random.nextInt(10) < 7;
        if (drums) {
          double bright = random.nextInt(3) == 0 ? 1.3 + 0.7 * random.nextDouble() : 1;
          Score faster = score.mapTime(time -> time / bright);
          TreeMap<Double, Chord> chords = new TreeMap<>();
          Pop909Reader.chords(piece.file()).forEach((t, c) -> chords.put(t / bright, c));
          score = Arranger.addRhythmSection(faster, chords, groove(random), random);
        }
        yield new Material(score, 0.85, 1.3, drums ? 0.06 : 0.2);
      }
      case GROOVE -> {
        Score score = GrooveReader.read(piece.file());
        boolean accompanied = random.nextInt(10) < 6;
        yield new Material(
            accompanied ? Arranger.addHarmony(score, random) : score, 0.85, 1.25, 0.12);
      }
      case FREEDOOM, FREE_MUSIC_MIDI ->
          new Material(
              Instrumentation.shuffle(MidiScoreReader.read(piece.file(), false), 0.1, random),
              0.8,
              1.25,
              0.12);
      default -> throw new IllegalArgumentException(piece.id() + " is a recording, not a score");
    };
  }

  /** A drum performance to accompany something with; empty where there is none. */
  List<Score> groove(SplittableRandom random) throws IOException {
    if (grooves.isEmpty()) {
      return List.of();
    }
    SourcePiece chosen = grooves.get(random.nextInt(grooves.size()));
    return List.of(GrooveReader.read(chosen.file()));
  }
}
