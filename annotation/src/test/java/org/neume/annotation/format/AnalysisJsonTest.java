package org.neume.annotation.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.WrittenScore;

@DisplayName("The audio-analysis document")
class AnalysisJsonTest {
  // As published for the endpoint GET /v1/audio-analysis/{id}.
  private static final Set<String> TOP =
      Set.of("meta", "track", "bars", "beats", "sections", "segments", "tatums");
  private static final Set<String> META =
      Set.of(
          "analyzer_version",
          "platform",
          "detailed_status",
          "status_code",
          "timestamp",
          "analysis_time",
          "input_process");
  private static final Set<String> TRACK =
      Set.of(
          "num_samples",
          "duration",
          "sample_md5",
          "offset_seconds",
          "window_seconds",
          "analysis_sample_rate",
          "analysis_channels",
          "end_of_fade_in",
          "start_of_fade_out",
          "loudness",
          "tempo",
          "tempo_confidence",
          "time_signature",
          "time_signature_confidence",
          "key",
          "key_confidence",
          "mode",
          "mode_confidence",
          "codestring",
          "code_version",
          "echoprintstring",
          "echoprint_version",
          "synchstring",
          "synch_version",
          "rhythmstring",
          "rhythm_version");
  private static final Set<String> INTERVAL = Set.of("start", "duration", "confidence");
  private static final Set<String> SECTION =
      Set.of(
          "start",
          "duration",
          "confidence",
          "loudness",
          "tempo",
          "tempo_confidence",
          "key",
          "key_confidence",
          "mode",
          "mode_confidence",
          "time_signature",
          "time_signature_confidence");

  @Test
  void hasTheirNamesAndNoOthers() throws IOException {
    JsonNode root = read(annotation());
    assertThat(TOP).containsAll(names(root));
    assertThat(META).containsAll(names(root.get("meta")));
    assertThat(TRACK).containsAll(names(root.get("track")));
    root.get("bars").forEach(bar -> assertThat(names(bar)).hasSameElementsAs(INTERVAL));
    root.get("beats").forEach(beat -> assertThat(names(beat)).hasSameElementsAs(INTERVAL));
    root.get("sections").forEach(section -> assertThat(SECTION).containsAll(names(section)));
    assertThat(root.has("segments") || root.has("tatums")).isFalse();
  }

  @Test
  void beatsAndBarsFollowOneAnotherWithoutAGap() throws IOException {
    JsonNode root = read(annotation());
    assertThat(root.get("beats")).hasSize(60);
    assertThat(root.get("bars")).hasSize(15);
    for (String kind : List.of("beats", "bars")) {
      double end = root.at("/" + kind + "/0/start").asDouble();
      for (JsonNode each : root.get(kind)) {
        assertThat(each.get("start").asDouble()).isCloseTo(end, within(1e-9));
        end += each.get("duration").asDouble();
      }
    }
    // 15 bars of four beats at 120 from 0.5 s on.
    assertThat(sum(root.get("bars"))).isCloseTo(30, within(1e-9));
  }

  @Test
  void theLastBeatEndsWithTheRecording() throws IOException {
    Annotation cut =
        new Annotation("x", 1.2, List.of(beat(0.5, 1, 4), beat(1, 2, 4)), List.of(), "beats");
    assertThat(read(cut).at("/beats/1/duration").asDouble()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void sectionsCoverTheRecordingAndBeginWhereMeterOrTempoChange() throws IOException {
    List<AnnotatedBeat> beats = new ArrayList<>();
    double time = bars(beats, 1, 8, 4, 0.5);
    double slower = time;
    time = bars(beats, time, 8, 4, 0.75);
    double waltz = time;
    time = bars(beats, time, 8, 3, 0.75);
    JsonNode sections =
        read(new Annotation("x", time + 2, beats, List.of(), "beats")).get("sections");
    assertThat(values(sections, "start")).containsExactly(0d, slower, waltz);
    assertThat(values(sections, "time_signature")).containsExactly(4d, 4d, 3d);
    assertThat(sections.at("/0/tempo").asDouble()).isCloseTo(120, within(1e-6));
    assertThat(sections.at("/1/tempo").asDouble()).isCloseTo(80, within(1e-6));
    assertThat(sum(sections)).isCloseTo(time + 2, within(1e-9));
  }

  @Test
  void aBarThatIsHeldIsNoSection() throws IOException {
    List<AnnotatedBeat> beats = new ArrayList<>();
    double time = bars(beats, 1, 8, 4, 0.5);
    time = bars(beats, time, 1, 4, 0.6);
    time = bars(beats, time, 8, 4, 0.5);
    assertThat(read(new Annotation("x", time, beats, List.of(), "beats")).get("sections"))
        .hasSize(1);
  }

  @Test
  void theTrackHasTempoAndMeterWithTheirShares() throws IOException {
    JsonNode track = read(annotation()).get("track");
    assertThat(track.get("tempo").asDouble()).isEqualTo(120);
    assertThat(track.get("tempo_confidence").asDouble()).isEqualTo(0.75);
    assertThat(track.get("time_signature").asInt()).isEqualTo(4);
    assertThat(track.get("time_signature_confidence").asDouble()).isEqualTo(1);
    assertThat(track.get("duration").asDouble()).isEqualTo(40);
    assertThat(track.has("key") || track.has("mode")).isFalse();
  }

  @Test
  void keyAndModeAreThoseOfTheScore() throws IOException {
    // Four sharps are E major or C sharp minor, three flats E flat major or C minor.
    assertThat(key(4, "major")).isEqualTo("4 1");
    assertThat(key(4, "minor")).isEqualTo("1 0");
    assertThat(key(-3, "major")).isEqualTo("3 1");
    assertThat(key(-3, "minor")).isEqualTo("0 0");
  }

  @Test
  void whatIsUnknownIsLeftOut() throws IOException {
    JsonNode plain =
        read(
            new Annotation(
                "x", 9, List.of(AnnotatedBeat.at(1), AnnotatedBeat.at(2)), List.of(), "beats"));
    assertThat(names(plain.get("track"))).containsExactly("duration");
    assertThat(plain.get("bars")).isEmpty();
    assertThat(plain.at("/sections/0").has("time_signature")).isFalse();
    JsonNode none = read(new Annotation("x", 9, List.of(), List.of(), "beats"));
    assertThat(none.get("sections")).isEmpty();
    assertThat(none.get("beats")).isEmpty();
  }

  private static String key(int fifths, String mode) throws IOException {
    String xml =
        "<!DOCTYPE score-partwise PUBLIC \"-//x\" \"http://localhost:1/none.dtd\">"
            + "<score-partwise><key><fifths>%d</fifths><mode>%s</mode></key></score-partwise>"
                .formatted(fifths, mode);
    WrittenScore score = new WrittenScore(1, xml.getBytes(StandardCharsets.UTF_8), new byte[0]);
    JsonNode track = read(annotation().with(score)).get("track");
    return track.get("key") + " " + track.get("mode");
  }

  private static Annotation annotation() {
    List<AnnotatedBeat> beats = new ArrayList<>();
    bars(beats, 0.5, 15, 4, 0.5);
    return new Annotation(
        "song",
        40,
        beats,
        List.of(new OverallTempo(120, 0.75), new OverallTempo(60, 0.25)),
        "beats");
  }

  /** Appends bars; returns when the next begins. */
  private static double bars(
      List<AnnotatedBeat> beats, double from, int count, int beatsPerBar, double interval) {
    for (int i = 0; i < count * beatsPerBar; i++) {
      beats.add(beat(from + i * interval, 1 + i % beatsPerBar, beatsPerBar));
    }
    return from + count * beatsPerBar * interval;
  }

  private static AnnotatedBeat beat(double time, int number, int beatsPerBar) {
    return new AnnotatedBeat(time, number, beatsPerBar, 120, 0.5);
  }

  private static double sum(JsonNode intervals) {
    return values(intervals, "duration").stream().mapToDouble(Double::doubleValue).sum();
  }

  private static List<Double> values(JsonNode array, String name) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(each -> each.get(name).asDouble())
        .toList();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode read(Annotation annotation) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new AnalysisJson(annotation).write(out);
    return new ObjectMapper().readTree(out.toByteArray());
  }
}
