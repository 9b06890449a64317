package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.cli.RunningStudio.json;
import static org.neume.cli.RunningStudio.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neume.cli.demo.DemoPiece;
import org.neume.media.Codec;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The whole chain behind {@code ./neume studio}, asked with plain HTTP, beside {@code ./neume annotate}. */
@DisplayName("A program at the studio's address")
class GatewayIT {
  private static final int SECONDS = 20;
  private static final int HEADER = 44;
  private static final String WAV = "w.wav";

  @TempDir static Path folder;

  private static final Map<String, String> RECORDINGS = new HashMap<>();
  private static FoundFiles found;
  private static RunningStudio studio;

  @BeforeAll
  static void start() throws Exception {
    for (String model : List.of("beats", "notes")) {
      Assumptions.assumeTrue(
          Files.exists(NeumeProcess.root().resolve("models/%s/model.json".formatted(model))),
          "skipped: no trained model in models/" + model);
    }
    Path songs = Files.createDirectories(folder.resolve("songs"));
    float[] music = DemoPiece.make(1, SECONDS).samples();
    Files.write(songs.resolve(WAV), TestAudio.wav(music));
    TestAudio.encode(songs.resolve("f.flac"), Codec.FLAC, music);
    TestAudio.encode(songs.resolve("m.mp3"), Codec.MP3, music);
    TestAudio.encode(songs.resolve("o.ogg"), Codec.OGG_VORBIS, music);
    TestAudio.encode(songs.resolve("a.m4a"), Codec.M4A, music);
    NeumeProcess.Result annotated =
        new NeumeProcess(folder)
            .run("annotate", "songs", "--out", "found", "--format", FoundFiles.FORMATS);
    assertThat(annotated.exitCode()).as(annotated.err()).isZero();
    found = new FoundFiles(folder.resolve("found"));
    studio = RunningStudio.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (studio != null) {
      studio.close();
    }
  }

  /** The address of a song's recording, which is complete. */
  private static String complete(String file, String type) throws Exception {
    String known = RECORDINGS.get(file);
    if (known != null) {
      return known;
    }
    String recording = studio.upload(folder.resolve("songs").resolve(file), type);
    assertThat(studio.eventsUntilComplete(recording, "beats")).isNotEmpty();
    assertThat(json(studio.get(recording)).path("state").asText()).isEqualTo("complete");
    RECORDINGS.put(file, recording);
    return recording;
  }

  private static String song() throws Exception {
    return complete(WAV, "audio/wav");
  }

  @ParameterizedTest
  @CsvSource({
    "w.wav, audio/wav",
    "f.flac, audio/flac",
    "m.mp3, audio/mpeg",
    "o.ogg, application/octet-stream",
    "a.m4a, audio/mp4"
  })
  @DisplayName("gets of a file of every kind, as documents, what annotate writes of it as files")
  void everyKindOfFile(String file, String type) throws Exception {
    found.assertTellsTheSame(studio, complete(file, type), file);
  }

  @Test
  @DisplayName("opens every document in what its kind is opened with, and they tell the same")
  void documents() throws Exception {
    String recording = song();
    List<Double> heard = new ArrayList<>();
    for (JsonNode block : studio.eventsUntilComplete(recording, "beats")) {
      if (block.path("revision").asInt() == 0) {
        block.path("beats").forEach(beat -> heard.add(beat.path("time").asDouble()));
      }
    }
    JsonNode beats = json(studio.get(recording + "/beats.json?revision=0"));
    assertThat(beats.path("beats"))
        .extracting(beat -> beat.path("time").asDouble())
        .isEqualTo(heard)
        .hasSizeGreaterThan(20);
    assertThat(beats.path("seconds").asDouble()).isBetween(SECONDS - 0.1, SECONDS + 0.1);
    JsonNode notes = json(studio.get(recording + "/notes.json"));
    assertThat(notes.path("notes").size())
        .isEqualTo(
            (int)
                text(studio.get(recording + "/notes.csv"))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .count())
        .isGreaterThan(20);

    JsonNode score = json(studio.get(recording + "/score.json?revision=0"));
    Document written = Xml.of(studio.document(recording, "score.musicxml?revision=0"));
    Element part = (Element) written.getElementsByTagName("part").item(0);
    assertThat(part.getElementsByTagName("measure").getLength())
        .isEqualTo(score.path("measures").asInt())
        .isEqualTo(score.path("measureStarts").size());
    Sequence midi =
        MidiSystem.getSequence(
            new ByteArrayInputStream(studio.document(recording, "score.mid?revision=0")));
    assertThat(midi.getMicrosecondLength() / 1e6).isBetween(SECONDS - 4.0, SECONDS + 2.0);
    for (String layer : List.of("beats.svl", "notes.svl")) {
      assertThat(Xml.of(studio.document(recording, layer)).getDocumentElement().getTagName())
          .isEqualTo("sv");
    }
    byte[] file = Files.readAllBytes(folder.resolve("songs").resolve(WAV));
    HttpResponse<byte[]> audio = studio.get(recording + "/audio.wav");
    assertThat(audio.body()).isEqualTo(file);
    String tag = audio.headers().firstValue("ETag").orElseThrow();
    assertThat(studio.get(recording + "/audio.wav", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
    assertThat(studio.get(recording + "/audio.wav", "Range", "bytes=44-99").body())
        .isEqualTo(Arrays.copyOfRange(file, 44, 100));
    assertThat(studio.get(recording + "/pitches.csv").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("corrects the meter, and finds it in beats and score of that revision alone")
  void correction() throws Exception {
    String recording = studio.upload(folder.resolve("songs").resolve(WAV), "audio/wav");
    studio.eventsUntilComplete(recording, "score");
    byte[] before = studio.document(recording, "score.musicxml");
    HttpResponse<byte[]> asked =
        studio.post(
            recording + "/corrections",
            "{\"base\":0,\"constraints\":[{\"kind\":\"meter\",\"from\":0,\"to\":null,\"beatsPerBar\":3}]}");
    assertThat(asked.statusCode()).as(text(asked)).isEqualTo(201);
    assertThat(json(asked).path("revision").asInt()).isEqualTo(1);
    awaitRevision(recording);

    JsonNode beats = json(studio.get(recording + "/beats.json?revision=1")).path("beats");
    assertThat(beats)
        .hasSizeGreaterThan(20)
        .allMatch(beat -> beat.path("beatsPerBar").asInt() == 3);
    // In three parts each, three beats are 9/8, and four 12/8.
    assertThat(Xml.texts(studio.document(recording, "score.musicxml?revision=1"), "beats"))
        .isNotEmpty()
        .isSubsetOf("3", "9");
    assertThat(Xml.texts(before, "beats")).isNotEmpty().isSubsetOf("4", "12");
    assertThat(studio.document(recording, "score.musicxml?revision=0")).isEqualTo(before);
    assertThat(studio.document(recording, "beats.json"))
        .isEqualTo(studio.document(recording, "beats.json?revision=1"));
    JsonNode revisions = json(studio.get(recording + "/corrections")).path("revisions");
    assertThat(revisions).extracting(r -> r.path("state").asText()).containsOnly("complete");
  }

  private static void awaitRevision(String recording) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (studio.get(recording + "/score.json?revision=1").statusCode() == 200) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(text(studio.get(recording + "/corrections")));
  }

  @Test
  @DisplayName("puts samples piece by piece, one of them twice, and gets what the file gave")
  void samples() throws Exception {
    byte[] file = Files.readAllBytes(folder.resolve("songs").resolve(WAV));
    String recording =
        RunningStudio.address(
            studio.post(
                "/recordings",
                "{\"title\":\"w.wav\",\"sampleRate\":44100,\"channels\":1,\"format\":\"PCM16\",\"analyses\":[\"beats\",\"notes\",\"score\"]}"));
    int piece = 2 * 100_003;
    for (int at = HEADER; at < file.length; at += piece) {
      int end = Math.min(file.length, at + piece);
      byte[] samples = Arrays.copyOfRange(file, at, end);
      long first = (at - HEADER) / 2L;
      boolean last = end == file.length;
      for (int times = at == HEADER ? 2 : 1; times > 0; times--) {
        HttpResponse<byte[]> answer = studio.put(recording, first, samples, last);
        assertThat(json(answer).path("next").asLong()).isEqualTo((end - HEADER) / 2L);
      }
    }
    studio.eventsUntilComplete(recording, "score");
    for (String document : List.of("beats.beats", "notes.csv", "score.mid", "audio.wav")) {
      assertThat(studio.document(recording, document))
          .as(document)
          .isEqualTo(studio.document(song(), document + "?revision=0"));
    }
  }

  @Test
  @DisplayName("leaves to export what the gateway took in")
  void export() throws Exception {
    String id = json(studio.get(song())).path("id").asText();
    NeumeProcess.Result exported =
        new NeumeProcess(folder)
            .run(
                "export",
                id,
                "-b",
                studio.bootstrap(),
                "--out",
                "exported",
                "--name",
                WAV,
                "--audio",
                "songs/" + WAV,
                "--format",
                FoundFiles.FORMATS);
    assertThat(exported.exitCode()).as(exported.err()).isZero();
    found.assertWritten(folder.resolve("exported"), WAV);
  }
}
