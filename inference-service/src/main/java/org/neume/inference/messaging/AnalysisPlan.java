package org.neume.inference.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neume.inference.model.ModelException;
import org.neume.inference.model.ModelManifest;
import org.neume.schemas.DecoderName;
import org.neume.schemas.record.FeatureBlock;

/**
 * What becomes of each analysis that a recording asks for, as one of its feature streams sees it: a
 * function of the block, the models and the configuration, so that all of a recording's streams agree.
 *
 * <p>Exactly one of them ends the analyses that nobody computes: the first of those that a model
 * here reads, or the recording's first where none does. Immutable.
 *
 * @param served the analyses that this stream's run computes
 * @param ended the analyses that this stream's run ends, and why in one line
 * @param refusal why nothing at all is computed of the recording here; null if something is, perhaps
 *     from another of its streams
 */
record AnalysisPlan(Set<String> served, Map<String, String> ended, @Nullable String refusal) {
  /** The analysis that the score stage makes of the notes of others: it needs no model. */
  static final String SCORE = "score";

  private static final String WITHOUT_NOTES =
      "a score is made of notes, which none of the analyses asked for gives: ask for notes as well";
  private static final String UNLESS_ELSEWHERE =
      ", or set neume.inference.elsewhere to NAME:notes for one that gives them elsewhere";

  /**
   * Plans for one feature stream.
   *
   * @param first a block of it
   * @param models what a model's folder says, by name
   * @param representations the feature streams that recordings have whose blocks do not name them
   * @param elsewhere what other inference services compute
   */
  static AnalysisPlan of(
      FeatureBlock first,
      Function<String, Optional<ModelManifest>> models,
      Set<String> representations,
      Elsewhere elsewhere) {
    List<String> named = first.getRepresentations();
    Collection<String> present = named.isEmpty() ? representations : named;
    Collection<String> there = named.isEmpty() ? List.of(first.getStream()) : named;
    Map<String, String> read = new LinkedHashMap<>();
    Map<String, String> ended = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    boolean left = false;
    boolean notes = false;
    boolean score = false;
    for (String analysis : new LinkedHashSet<>(first.getAnalyses())) {
      if (elsewhere.names().contains(analysis)) {
        left = true;
        notes |= elsewhere.notes().contains(analysis) || givesNotes(models, analysis);
        continue;
      }
      Optional<ModelManifest> manifest;
      try {
        manifest = models.apply(analysis);
      } catch (ModelException e) {
        ended.put(analysis, String.valueOf(e.getMessage()));
        continue;
      }
      if (manifest.isPresent()) {
        String representation = manifest.get().representation();
        if (representation.equals(first.getStream()) || present.contains(representation)) {
          read.put(analysis, representation);
          notes |= givesNotes(manifest.get());
        } else {
          unread.add("%s reads %s".formatted(analysis, representation));
          ended.put(analysis, unread(List.of(unread.get(unread.size() - 1)), there));
        }
      } else if (analysis.equals(SCORE)) {
        score = true;
      } else if (!elsewhere.others()) {
        missing.add(analysis);
        ended.put(analysis, missing(List.of(analysis)));
      }
    }
    // Of services that share the work, the one that knows what all others compute ends it.
    if (score && !notes && !elsewhere.others()) {
      ended.put(SCORE, left ? WITHOUT_NOTES + UNLESS_ELSEWHERE : WITHOUT_NOTES);
    }
    String refusal = null;
    if (read.isEmpty() && !ended.isEmpty()) {
      refusal =
          !unread.isEmpty()
              ? unread(unread, there)
              : !missing.isEmpty() ? missing(missing) : ended.values().iterator().next();
    }
    boolean ends = ends(first.getStream(), named, read.values());
    Set<String> served = new LinkedHashSet<>();
    read.forEach(
        (analysis, representation) -> {
          if (representation.equals(first.getStream())) {
            served.add(analysis);
          }
        });
    return new AnalysisPlan(served, ends ? ended : Map.of(), ends ? refusal : null);
  }

  /** Whether an analysis that another service computes is known here to give notes. */
  private static boolean givesNotes(
      Function<String, Optional<ModelManifest>> models, String analysis) {
    try {
      return models.apply(analysis).filter(AnalysisPlan::givesNotes).isPresent();
    } catch (ModelException e) {
      return false;
    }
  }

  private static boolean givesNotes(ModelManifest manifest) {
    return DecoderName.givesNotes(manifest.decoder());
  }

  /** Whether it is this stream's run that ends what nobody computes. */
  private static boolean ends(String stream, List<String> named, Collection<String> read) {
    if (named.isEmpty()) {
      // Of a feature stage that names no streams: those that are read exist; else any may be alone.
      return read.isEmpty() || stream.equals(new TreeSet<>(read).first());
    }
    return stream.equals(named.stream().filter(read::contains).findFirst().orElse(named.get(0)));
  }

  private static String unread(List<String> unread, Collection<String> there) {
    return "the model %s, which nobody computes (there is %s): ask for another analysis, or set neume.feature.representations and neume.inference.representations"
        .formatted(String.join(", ", unread), String.join(", ", there));
  }

  private static String missing(List<String> names) {
    return "no model is named %s: ask for an analysis that is served, or add its model folder"
        .formatted(String.join(", ", names));
  }

  /** All output streams of this stream's run. */
  Set<String> streams() {
    Set<String> streams = new LinkedHashSet<>(served);
    streams.addAll(ended.keySet());
    return streams;
  }
}
