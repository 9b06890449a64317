package org.neume.annotation.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.WrittenScore;

/**
 * A document in the form of the audio analysis that music services used to give: {@code meta}, {@code
 * track}, {@code bars}, {@code beats}, {@code sections}, by the names and units that programs know. It has
 * what was found and nothing else: no segments, tatums, loudness or fades, no key where there is no score,
 * and no confidence that nobody measured. Sections are runs of one meter and one tempo; the first begins
 * with the recording and the last ends with it.
 */
public final class AnalysisJson {
  private static final double MINUTE = 60;

  private final Annotation annotation;
  private final List<AnnotatedBeat> beats;
  private final double duration;

  /** The document of an annotation. */
  public AnalysisJson(Annotation annotation) {
    this.annotation = annotation;
    beats = annotation.beats();
    double last = beats.isEmpty() ? 0 : beats.get(beats.size() - 1).time();
    duration = Math.max(annotation.durationSeconds(), last);
  }

  /** Writes it, in UTF-8, and leaves the stream open. */
  public void write(OutputStream out) throws IOException {
    JsonDocument.write(
        out,
        json -> {
          json.writeObjectFieldStart("meta");
          json.writeStringField("analyzer_version", "neume");
          json.writeStringField("detailed_status", "OK");
          json.writeNumberField("status_code", 0);
          json.writeEndObject();
          track(json);
          bars(json);
          beats(json);
          sections(json);
        });
  }

  private void track(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("track");
    json.writeNumberField("duration", duration);
    Optional<OverallTempo> tempo =
        annotation.tempi().stream().max(Comparator.comparingDouble(OverallTempo::weight));
    if (tempo.isPresent()) {
      json.writeNumberField("tempo", tempo.get().beatsPerMinute());
      json.writeNumberField("tempo_confidence", Math.max(0, Math.min(1, tempo.get().weight())));
    }
    Map<Integer, Long> meters =
        beats.stream()
            .filter(beat -> beat.isDownbeat() && beat.beatsPerBar() > 0)
            .collect(Collectors.groupingBy(AnnotatedBeat::beatsPerBar, Collectors.counting()));
    long bars = meters.values().stream().mapToLong(Long::longValue).sum();
    Optional<Map.Entry<Integer, Long>> meter =
        meters.entrySet().stream()
            .max(
                Map.Entry.<Integer, Long>comparingByValue()
                    .thenComparing(Map.Entry.<Integer, Long>comparingByKey().reversed()));
    if (meter.isPresent()) {
      json.writeNumberField("time_signature", meter.get().getKey());
      json.writeNumberField("time_signature_confidence", meter.get().getValue() / (double) bars);
    }
    WrittenScore score = annotation.score();
    Optional<ScoreKey> key = score == null ? Optional.empty() : ScoreKey.of(score);
    if (key.isPresent()) {
      json.writeNumberField("key", key.get().pitchClass());
      json.writeNumberField("mode", key.get().minor() ? 0 : 1);
    }
    json.writeEndObject();
  }

  private void bars(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("bars");
    for (int i = 0; i < beats.size(); i++) {
      if (!beats.get(i).isDownbeat()) {
        continue;
      }
      int next = i + 1;
      while (next < beats.size() && !beats.get(next).isDownbeat()) {
        next++;
      }
      interval(json, beats.get(i).time(), end(next), beats.get(i).confidence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void beats(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("beats");
    for (int i = 0; i < beats.size(); i++) {
      interval(json, beats.get(i).time(), end(i + 1), beats.get(i).confidence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void sections(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("sections");
    for (Section section : Section.of(beats)) {
      double start = section.first() == 0 ? 0 : beats.get(section.first()).time();
      double end = section.end() < beats.size() ? beats.get(section.end()).time() : duration;
      interval(json, start, end, section.confidence());
      json.writeNumberField("tempo", section.tempo());
      if (section.beatsPerBar() > 0) {
        json.writeNumberField("time_signature", section.beatsPerBar());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Where what lasts up to a beat ends; behind the last beat, one more interval if there is room. */
  private double end(int beat) {
    if (beat < beats.size()) {
      return beats.get(beat).time();
    }
    AnnotatedBeat last = beats.get(beats.size() - 1);
    double interval =
        beats.size() > 1
            ? last.time() - beats.get(beats.size() - 2).time()
            : last.tempo() > 0 ? MINUTE / last.tempo() : 0;
    return Math.min(duration, last.time() + interval);
  }

  /** Begins an object. */
  private static void interval(JsonGenerator json, double start, double end, double confidence)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("start", start);
    json.writeNumberField("duration", end - start);
    json.writeNumberField("confidence", confidence);
  }
}
