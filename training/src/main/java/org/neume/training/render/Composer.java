package org.neume.training.render;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Composes pieces in the manner of electronic, game and pop music: drums, bass, pads, rhythmic chords, arpeggios and
 * melodies over repeating chords, in sections with build-ups and breaks. The labels are exact because the piece is written
 * on its own grid.
 */
public final class Composer {
  private static final int[][] MINOR_DEGREES = {
    {0, 5, 2, 6},
    {0, 6, 5, 6},
    {0, 3, 5, 4},
    {0, 5, 3, 4},
    {0, 0, 5, 6},
    {5, 6, 0, 0},
    {0, 2, 6, 3},
    {0, 0, 0, 0}
  };
  private static final int[][] MAJOR_DEGREES = {
    {0, 4, 5, 3},
    {5, 3, 0, 4},
    {0, 5, 3, 4},
    {3, 4, 2, 5},
    {0, 3, 4, 3},
    {0, 2, 3, 4},
    {3, 0, 4, 5},
    {1, 4, 0, 5}
  };
  private static final double SLOWEST = 40;
  private static final double FASTEST = 240;
  private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};
  private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};

  private Composer() {}

  /**
   * A composed piece.
   *
   * @param score the piece, at its tempo
   * @param machine true for programmed styles, whose timing is exact
   */
  public record Composition(Score score, boolean machine) {}

  /**
   * Composes a piece.
   *
   * @param seconds approximate length
   */
  public static Composition compose(RandomGenerator random, double seconds) {
    List<DrumStyle> styles = List.of(DrumStyle.values());
    DrumStyle style = styles.get(random.nextInt(styles.size()));
    double tempo = style.drawTempo(random);
    int beats = 4;
    int stepsPerBeat = 4;
    double meter = random.nextDouble();
    if (meter > 0.88) {
      beats = meter > 0.97 ? 7 : meter > 0.955 ? 5 : meter > 0.94 ? 2 : meter > 0.93 ? 6 : 3;
    } else if (meter > 0.82) {
      stepsPerBeat = 3;
      beats = random.nextInt(3) == 0 ? 2 : 4;
      tempo = Math.min(tempo, 44 + 106 * random.nextDouble());
    }
    tempo = Math.max(SLOWEST, Math.min(FASTEST, tempo));
    boolean tight = style.machine() && random.nextInt(4) > 0;
    Feel feel =
        style.swung() && stepsPerBeat == 4
            ? Feel.swing(random)
            : Feel.draw(random, stepsPerBeat, tight);
    int barCount = (int) Math.max(8, Math.min(160, Math.round(seconds * tempo / 60 / beats)));
    List<Bar> bars = bars(random, barCount, beats);

    List<Note> notes = new ArrayList<>();
    DrumPart drums = new DrumPart(style, beats, stepsPerBeat, random);
    BassPart bass = new BassPart(style, stepsPerBeat, random);
    HarmonyPart harmony = new HarmonyPart(stepsPerBeat, random);
    Chord tonic = bars.get(0).chords().get(0);
    LeadPart lead = new LeadPart(beats, stepsPerBeat, tonic.root(), tonic.minor(), random);
    for (Bar bar : bars) {
      drums.write(bar, notes);
      bass.write(bar, notes);
      harmony.write(bar, notes);
      lead.write(bar, notes);
    }
    double period = 60 / tempo;
    List<Beat> grid = new ArrayList<>();
    for (Bar bar : bars) {
      for (int beat = 0; beat < bar.beats(); beat++) {
        grid.add(new Beat((bar.start() + beat) * period, beat + 1));
      }
    }
    return new Composition(
        new Score(
            Performance.toTime(notes, new BeatClock(grid), feel, random), List.of(), grid, true),
        style.machine());
  }

  /** Draws a progression of chords, one per bar. */
  static List<Chord> drawProgression(RandomGenerator random) {
    boolean minor = random.nextBoolean();
    int[][] table = minor ? MINOR_DEGREES : MAJOR_DEGREES;
    int key = random.nextInt(12);
    boolean sevenths = random.nextInt(3) == 0;
    List<Chord> chords = new ArrayList<>();
    for (int degree : table[random.nextInt(table.length)]) {
      chords.add(chord(degree, minor ? MINOR : MAJOR, key, sevenths));
    }
    return chords;
  }

  private static List<Bar> bars(RandomGenerator random, int count, int beats) {
    boolean minor = random.nextInt(5) < 3;
    int key = random.nextInt(12);
    int[][] table = minor ? MINOR_DEGREES : MAJOR_DEGREES;
    int[] scale = minor ? MINOR : MAJOR;
    int[] progression = table[random.nextInt(table.length)];
    int[] other = table[random.nextInt(table.length)];
    int harmonicRhythm = random.nextInt(6);
    boolean sevenths = random.nextInt(3) == 0;
    List<Bar> bars = new ArrayList<>();
    double start = 0;
    while (bars.size() < count) {
      int length = new int[] {4, 8, 8, 8, 16}[random.nextInt(5)];
      Section section = section(random, bars.isEmpty());
      if (section.buildUp()) {
        length = random.nextBoolean() ? 4 : 8;
      }
      int[] degrees = random.nextInt(4) == 0 ? other : progression;
      for (int i = 0; i < length; i++) {
        List<Chord> chords = new ArrayList<>();
        for (int beat = 0; beat < beats; beat++) {
          int index =
              switch (harmonicRhythm) {
                case 0 -> i / 2;
                case 1 -> i * 2 + (beat * 2 >= beats ? 1 : 0);
                default -> i;
              };
          chords.add(chord(degrees[index % degrees.length], scale, key, sevenths));
        }
        bars.add(new Bar(start, List.copyOf(chords), section, i, length));
        start += beats;
      }
    }
    return bars;
  }

  private static Section section(RandomGenerator random, boolean opening) {
    double r = random.nextDouble();
    if (opening && r < 0.5) {
      // An opening: drums alone, chords alone, or a melody alone.
      return switch (random.nextInt(4)) {
        case 0 -> new Section(true, true, false, false, false, false, false, false);
        case 1 -> new Section(false, false, false, true, false, true, false, false);
        case 2 -> new Section(false, false, true, true, false, false, true, false);
        default -> new Section(true, false, true, false, true, false, false, false);
      };
    }
    if (r < 0.1) {
      return new Section(
          false, false, random.nextBoolean(), true, false, random.nextBoolean(), true, false);
    }
    if (r < 0.18) {
      return new Section(
          random.nextBoolean(),
          random.nextInt(3) == 0,
          false,
          true,
          false,
          true,
          random.nextBoolean(),
          true);
    }
    return new Section(
        random.nextInt(12) > 0,
        random.nextInt(12) > 0,
        random.nextInt(8) > 0,
        random.nextInt(2) == 0,
        random.nextInt(2) == 0,
        random.nextInt(5) < 2,
        random.nextInt(5) < 3,
        false);
  }

  private static Chord chord(int degree, int[] scale, int key, boolean sevenths) {
    int root = scale[degree % 7];
    int third = Math.floorMod(scale[(degree + 2) % 7] - root, 12);
    int seventh = sevenths ? Math.floorMod(scale[(degree + 6) % 7] - root, 12) : 0;
    return new Chord((key + root) % 12, third == 3, seventh);
  }
}
