package org.neume.training.render;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Families of drum patterns, written as sixteenths of a bar of four: {@code X} loud, {@code x} normal, {@code o} soft,
 * {@code ?} sometimes, {@code .} nothing. A family holds several patterns per drum; a piece picks one of each.
 */
// The lists are made by List.of.
@SuppressWarnings("ImmutableEnumChecker")
enum DrumStyle {
  HOUSE(
      110,
      134,
      List.of("X...X...X...X..."),
      List.of("....X.......X...", "....X.......X..?", "....X..?.?..X..."),
      List.of("..X...X...X...X.", "x.X.x.X.x.X.x.X.", "xoXoxoXoxoXoxoXo", "..Xo..Xo..Xo..Xo"),
      true),
  TECHNO(
      122,
      150,
      List.of("X...X...X...X...", "X...X...X...X..o", "X...X...X..xX..."),
      List.of("................", "....x.......x...", ".......x......x."),
      List.of("..X...X...X...X.", "xxXxxxXxxxXxxxXx", "..Xx..Xx..Xx..Xx"),
      true),
  TRANCE(
      128,
      146,
      List.of("X...X...X...X..."),
      List.of("....X.......X...", "................"),
      List.of("..X...X...X...X.", "xxXxxxXxxxXxxxXx"),
      true),
  EUROBEAT(
      145,
      172,
      List.of("X...X...X...X..."),
      List.of("....X.......X...", "....X.......X.x."),
      List.of("..X...X...X...X.", "x.X.x.X.x.X.x.X."),
      true),
  HARDCORE(
      155,
      205,
      List.of("X...X...X...X...", "X...X...X...X.X.", "X.?.X...X.?.X..."),
      List.of("....x.......x...", "................", "..x...x...x...x."),
      List.of("..X...X...X...X.", "................"),
      true),
  DRUM_AND_BASS(
      160,
      182,
      List.of("X.........X.....", "X.........X..?..", "X..x......X.....", "X.X.......X....."),
      List.of("....X.......X...", "....X..o.o..X...", "....X..o.o..X..o"),
      List.of("x.x.x.x.x.x.x.x.", "xxxxxxxxxxxxxxxx", "x.o.x.o.x.o.x.o."),
      true),
  BREAKBEAT(
      98,
      150,
      List.of("X.X.......XX....", "X..X..X...X.....", "X.....X...X..x..", "X.X....X..X....."),
      List.of("....X..o.o..X..o", "....X.......X...", "....X..o....X.o."),
      List.of("x.x.x.x.x.x.x.x.", "x.x.xox.x.x.xox."),
      true),
  HIP_HOP(
      72,
      104,
      List.of("X.....X.X.......", "X..x....X.X.....", "X.......?XX.....", "X..X..X...X....."),
      List.of("....X.......X...", "....X.......X..o"),
      List.of("x.x.x.x.x.x.x.x.", "x.xxx.x.x.xxx.x.", "x...x...x...x..."),
      true),
  TRAP(
      126,
      160,
      List.of("X.........X.....", "X..X......X..X..", "X.....X.....X...", "X......X..X....."),
      List.of("........X.......", "........X......?"),
      List.of("x.x.x.x.x.x.x.x.", "x.x.x.xxx.x.xxxx", "xxx.x.x.xxxxx.x."),
      true),
  DUBSTEP(
      136,
      152,
      List.of("X...............", "X.....x.........", "X.........x.?...", "X..............x"),
      List.of("........X.......", "........X.....?."),
      List.of("..x...x...x...x.", "x...x...x...x...", "x.x.x.x.x.x.x.x."),
      true),
  SYNTH_POP(
      88,
      130,
      List.of("X...X...X...X...", "X.......X.......", "X.......X.X.....", "X..x....X.x....."),
      List.of("....X.......X..."),
      List.of("x.x.x.x.x.x.x.x.", "xxxxxxxxxxxxxxxx", "..x...x...x...x."),
      true),
  ROCK(
      84,
      190,
      List.of(
          "X.......X.......",
          "X.......X.X.....",
          "X.x.....X.......",
          "X.....x.X.x.....",
          "X......xX......x"),
      List.of("....X.......X...", "....X.......X...", "....X..o....X..o"),
      List.of("X.x.X.x.X.x.X.x.", "X...X...X...X...", "x.x.x.x.x.x.x.x."),
      false),
  PUNK(
      150,
      210,
      List.of("X...X...X...X...", "X.....X.X.....X.", "X...X.X.X...X.X."),
      List.of("..X...X...X...X.", "....X.......X..."),
      List.of("X.X.X.X.X.X.X.X.", "X...X...X...X..."),
      false),
  HALF_TIME(
      110,
      170,
      List.of("X...............", "X.....x.........", "X.........x.....", "X.....X...x....."),
      List.of("........X.......", "........X......o"),
      List.of("X...x...X...x...", "x.x.x.x.x.x.x.x."),
      false),
  FUNK(
      88,
      124,
      List.of("X.X...X...X..x..", "X..x..x..x......", "X.x....x..X....."),
      List.of("....X..o.o..X..o", "....X..o.o.oX..."),
      List.of("x.x.x.x.x.x.x.x.", "xxxxxxxxxxxxxxxx", "x.xox.xox.xox.xo"),
      false),
  LATIN(
      92,
      132,
      List.of("X..x..x.X..x..x.", "X..xX..xX..xX..x", "X.....x.X.....x."),
      List.of("...x..x....x..x.", "...x..x...x..x..", "...X..X....X..X."),
      List.of("x.x.x.x.x.x.x.x.", "xoxxxoxxxoxxxoxx"),
      true),
  DISCO(
      108,
      132,
      List.of("X...X...X...X..."),
      List.of("....X.......X..."),
      List.of("x.X.x.X.x.X.x.X.", "xxX.xxX.xxX.xxX."),
      false),
  BALLAD(
      46,
      86,
      List.of("X.......X.......", "X.......X.X.....", "X.....x.X.......", "X..............x"),
      List.of("....X.......X...", "....X.......X..o", "....x.......x..."),
      List.of("x.x.x.x.x.x.x.x.", "xoxoxoxoxoxoxoxo", "x...x...x...x...", "x.xox.xox.xox.xo"),
      false),
  REGGAE(
      60,
      98,
      List.of("........X.......", "X...X...X...X...", "X.......X......."),
      List.of("........X.......", "........x..o...."),
      List.of("..x...x...x...x.", "x.x.x.x.x.x.x.x.", "x.xox.xox.xox.xo"),
      false),
  SWING(
      96,
      250,
      List.of("................", "o...o...o...o...", "x.......x.......", "x.....?......?.."),
      List.of("................", "......?.......?.", "....x.......x...", "...............?"),
      List.of("x...X.o.x...X.o.", "x...x...x...x...", "x.o.x.o.x.o.x.o."),
      false),
  SPEEDCORE(
      188,
      238,
      List.of("X...X...X...X...", "X.X.X.X.X.X.X.X.", "X...X...X...X.X."),
      List.of("................", "....X.......X...", "..x...x...x...x."),
      List.of("..X...X...X...X.", "................", "x.x.x.x.x.x.x.x."),
      true);

  private final int slowest;
  private final int fastest;
  private final List<String> kicks;
  private final List<String> snares;
  private final List<String> hats;
  private final boolean machine;

  DrumStyle(
      int slowest,
      int fastest,
      List<String> kicks,
      List<String> snares,
      List<String> hats,
      boolean machine) {
    this.slowest = slowest;
    this.fastest = fastest;
    this.kicks = kicks;
    this.snares = snares;
    this.hats = hats;
    this.machine = machine;
  }

  /** Draws a tempo that the style is usual at, in beats per minute. */
  double drawTempo(RandomGenerator random) {
    double tempo = slowest + (fastest - slowest) * (1.2 * random.nextDouble() - 0.1);
    return random.nextDouble() < 0.6 ? Math.rint(tempo) : tempo;
  }

  /** Says whether a tempo is usual for the style. */
  boolean suits(double tempo) {
    return tempo >= slowest - 4 && tempo <= fastest + 4;
  }

  /** Says whether off-beat eighths fall late, near the third triplet. */
  boolean swung() {
    return this == SWING;
  }

  /** Says whether the style is programmed rather than played. */
  boolean machine() {
    return machine;
  }

  String drawKick(RandomGenerator random) {
    return pick(kicks, random);
  }

  String drawSnare(RandomGenerator random) {
    return pick(snares, random);
  }

  String drawHat(RandomGenerator random) {
    return pick(hats, random);
  }

  /**
   * Changes one or two steps of a pattern, so that a network cannot learn the patterns by heart. The first step and loud
   * strokes on a beat stay: they carry the meter.
   */
  static String vary(String pattern, RandomGenerator random) {
    StringBuilder varied = new StringBuilder(pattern);
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      int step = 1 + random.nextInt(pattern.length() - 1);
      boolean carriesMeter = step % 4 == 0 && pattern.charAt(step) == 'X';
      if (!carriesMeter) {
        varied.setCharAt(step, "xo?.".charAt(random.nextInt(4)));
      }
    }
    return varied.toString();
  }

  static <T> T pick(List<T> options, RandomGenerator random) {
    return options.get(random.nextInt(options.size()));
  }
}
