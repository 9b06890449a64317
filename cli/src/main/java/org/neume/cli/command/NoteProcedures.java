package org.neume.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.neume.cli.CommandException;

/** In which ways {@code evaluate --notes} forms notes: one, each procedure, or many thresholds. */
record NoteProcedures(NoteOptions options, SweepOptions sweep) {
  /** Compares all procedures. */
  private static final String ALL = "all";

  /**
   * From this probability on the first text's filter lets notes be; it does not tell its own, which lies
   * above a half.
   */
  private static final double CERTAIN = 0.75;

  private static final String METHOD = "neume.notes.method";
  private static final String ONSET = "neume.notes.onset-threshold";
  private static final String FRAME = "neume.notes.frame-threshold";
  private static final String LENGTH = "neume.notes.minimum-length";
  private static final String FILTER = "neume.notes.certain-threshold";

  /**
   * Settings of the note stage by what to call them.
   *
   * @throws CommandException if the options do not go together
   */
  Map<String, Map<String, String>> trials() {
    boolean all = ALL.equals(options.procedure);
    if (all && sweep.sweep) {
      throw CommandException.usage(
          "--sweep tries one procedure; give --procedure posteriors or candidates");
    }
    return all ? procedures() : sweep.sweep ? thresholds() : one();
  }

  private Map<String, Map<String, String>> one() {
    Map<String, String> properties = options.properties();
    return Map.of(properties.getOrDefault(METHOD, NoteOptions.POSTERIORS), properties);
  }

  private Map<String, Map<String, String>> procedures() {
    if (options.onsetThreshold != null || options.frameThreshold != null) {
      throw CommandException.usage(
          "--procedure all takes each procedure's own thresholds; leave out --onset-threshold and --frame-threshold");
    }
    double certain = options.certainThreshold == null ? CERTAIN : options.certainThreshold;
    Map<String, String> common = new TreeMap<>();
    if (options.minimumLength != null) {
      common.put(LENGTH, NoteOptions.seconds(options.minimumLength));
    }
    Map<String, Map<String, String>> trials = new LinkedHashMap<>();
    trials.put(NoteOptions.POSTERIORS, with(common, METHOD, NoteOptions.POSTERIORS));
    Map<String, String> candidates = with(common, METHOD, NoteOptions.CANDIDATES);
    trials.put(NoteOptions.CANDIDATES, candidates);
    trials.put(
        "candidates, filtered below " + certain,
        with(candidates, FILTER, Double.toString(certain)));
    return trials;
  }

  private Map<String, Map<String, String>> thresholds() {
    Map<String, Map<String, String>> trials = new LinkedHashMap<>();
    for (double length : sweep.length) {
      for (double onset : sweep.onset) {
        for (double frame : sweep.frame) {
          Map<String, String> properties = new TreeMap<>(options.properties());
          properties.put(ONSET, Double.toString(onset));
          properties.put(FRAME, Double.toString(frame));
          properties.put(LENGTH, NoteOptions.seconds(length));
          trials.put("onset %s frame %s shortest %s s".formatted(onset, frame, length), properties);
        }
      }
    }
    return trials;
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> more = new TreeMap<>(map);
    more.put(name, value);
    return more;
  }
}
