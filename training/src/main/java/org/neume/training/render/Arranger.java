package org.neume.training.render;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Adds a rhythm section to a piece that has its harmony: drums and a bass line that follow its beats and bars, from
 * patterns or from a recorded drum performance.
 */
public final class Arranger {
  /** Channel of an added bass line; no reader uses it. */
  static final int ADDED_BASS = 14;

  private Arranger() {}

  /**
   * Adds drums and, where chords are given, a bass line.
   *
   * @param score a piece with known downbeats
   * @param chords chords by start time in seconds; may be empty
   * @param grooves human drum performances in 4/4 to choose from; may be empty
   */
  public static Score addRhythmSection(
      Score score,
      NavigableMap<Double, Chord> chords,
      List<Score> grooves,
      RandomGenerator random) {
    boolean silentStart = random.nextInt(3) == 0;
    List<Bar> bars = bars(score, chords, random, silentStart ? Section.SILENT : Section.RHYTHM);
    if (bars.isEmpty()) {
      return score;
    }
    BeatClock clock = new BeatClock(score.beats());
    int beats = bars.get(bars.size() / 2).beats();
    double tempo = score.medianTempo();
    DrumStyle style = style(tempo, random);
    Feel feel = Feel.draw(random, 4, style.machine());
    List<Note> written = new ArrayList<>();
    boolean human = beats == 4 && !grooves.isEmpty() && random.nextInt(10) < 3;
    DrumPart drums = new DrumPart(style, beats, 4, random);
    BassPart bass = new BassPart(style, 4, random);
    List<Note> added = new ArrayList<>();
    if (human) {
      added.addAll(groove(bars, clock, grooves.get(random.nextInt(grooves.size())), random));
    }
    boolean withBass = !chords.isEmpty() && random.nextInt(10) < 7;
    for (Bar bar : bars) {
      if (!human) {
        drums.write(bar, written);
      }
      if (withBass) {
        bass.write(bar, written);
      }
    }
    added.addAll(Performance.toTime(written, clock, feel, random));
    List<Note> notes = new ArrayList<>(score.notes());
    for (Note n : added) {
      if (n.isDrum() || n.channel() == BassPart.CHANNEL) {
        notes.add(n.isDrum() ? n : n.onChannel(ADDED_BASS));
      }
    }
    List<Control> controls = new ArrayList<>(score.controls());
    controls.add(Control.program(0, ADDED_BASS, 32 + random.nextInt(8)));
    return score.with(notes, controls);
  }

  /** Adds bass, chords and perhaps a melody over a drawn progression to a performance of drums alone. */
  public static Score addHarmony(Score score, RandomGenerator random) {
    List<Chord> progression = Composer.drawProgression(random);
    NavigableMap<Double, Chord> chords = new TreeMap<>();
    int bar = 0;
    for (Beat beat : score.beats()) {
      if (beat.isDownbeat()) {
        chords.put(beat.time(), progression.get(bar % progression.size()));
        bar++;
      }
    }
    Section section =
        new Section(
            false,
            false,
            random.nextInt(8) > 0,
            random.nextInt(2) == 0,
            random.nextInt(2) == 0,
            random.nextInt(3) == 0,
            random.nextInt(2) == 0,
            false);
    List<Bar> bars = bars(score, chords, random, section);
    if (bars.isEmpty()) {
      return score;
    }
    BassPart bass = new BassPart(DrumStyle.ROCK, 4, random);
    HarmonyPart harmony = new HarmonyPart(4, random);
    Chord tonic = progression.get(0);
    LeadPart lead = new LeadPart(bars.get(0).beats(), 4, tonic.root(), tonic.minor(), random);
    List<Note> written = new ArrayList<>();
    for (Bar b : bars) {
      bass.write(b, written);
      harmony.write(b, written);
      lead.write(b, written);
    }
    Feel feel = Feel.draw(random, 4, false);
    List<Note> notes = new ArrayList<>(score.notes());
    notes.addAll(Performance.toTime(written, new BeatClock(score.beats()), feel, random));
    return Instrumentation.orchestrate(score.with(notes, score.controls()), random);
  }

  private static DrumStyle style(double tempo, RandomGenerator random) {
    List<DrumStyle> fitting = new ArrayList<>();
    for (DrumStyle style : DrumStyle.values()) {
      if (style.suits(tempo)) {
        fitting.add(style);
      }
    }
    if (fitting.isEmpty()) {
      fitting.add(DrumStyle.ROCK);
      fitting.add(DrumStyle.SYNTH_POP);
    }
    return DrumStyle.pick(fitting, random);
  }

  private static List<Bar> bars(
      Score score, NavigableMap<Double, Chord> chords, RandomGenerator random, Section opening) {
    List<Bar> bars = new ArrayList<>();
    List<Beat> beats = score.beats();
    Chord chord = new Chord(0, false, 0);
    boolean varies = opening.equals(Section.RHYTHM) || opening.equals(Section.SILENT);
    Section section = opening;
    int length = 8;
    int inSection = 0;
    int from = -1;
    for (int i = 0; i <= beats.size(); i++) {
      if (i < beats.size() && !beats.get(i).isDownbeat()) {
        continue;
      }
      if (from >= 0 && i > from) {
        List<Chord> inBar = new ArrayList<>();
        for (int beat = from; beat < i; beat++) {
          var entry = chords.floorEntry(beats.get(beat).time() + 0.05);
          chord = entry == null ? chord : entry.getValue();
          inBar.add(chord);
        }
        bars.add(new Bar(from, List.copyOf(inBar), section, inSection, length));
        inSection++;
        if (inSection == length) {
          inSection = 0;
          length = random.nextInt(3) == 0 ? 4 : 8;
          double r = random.nextDouble();
          if (varies) {
            section = r < 0.08 ? Section.SILENT : r < 0.16 ? Section.WITHOUT_KICK : Section.RHYTHM;
          }
        }
      }
      from = i;
    }
    return bars;
  }

  /** Lays the bars of a performance over the bars of a piece, in order, from a random bar on. */
  private static List<Note> groove(
      List<Bar> bars, BeatClock clock, Score groove, RandomGenerator random) {
    List<Note> laid = new ArrayList<>();
    if (groove.beats().size() < 8) {
      return laid;
    }
    BeatClock from = new BeatClock(groove.beats());
    int grooveBars = groove.beats().size() / 4;
    List<List<Note>> byBar = new ArrayList<>();
    for (int i = 0; i < grooveBars; i++) {
      byBar.add(new ArrayList<>());
    }
    for (Note n : groove.notes()) {
      double position = from.positionAt(n.time());
      // A stroke just before the bar line belongs to the bar that it opens.
      int bar = (int) Math.floor((position + 0.1) / 4);
      if (bar >= 0 && bar < grooveBars) {
        byBar
            .get(bar)
            .add(new Note(position - 4.0 * bar, 0.2, Note.DRUMS, n.pitch(), n.velocity()));
      }
    }
    int next = random.nextInt(grooveBars);
    for (Bar bar : bars) {
      if (bar.section().drums()) {
        for (Note n : byBar.get(next % grooveBars)) {
          double at = clock.timeAt(bar.start() + n.time());
          if (n.time() < bar.beats() && at >= 0) {
            laid.add(new Note(at, n.duration(), Note.DRUMS, n.pitch(), n.velocity()));
          }
        }
        next++;
      }
    }
    return laid;
  }
}
