package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.cli.RunningStudio.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.cli.demo.DemoPiece;

/** Broker, services and gateway in one process that ends without a word. */
@DisplayName("A studio whose plug is pulled")
class PulledPlugIT {
  private static final int SECONDS = 30;
  private static final int HEADER = 44;
  private static final List<String> DOCUMENTS =
      List.of("beats.beats", "notes.csv", "score.musicxml", "score.mid", "audio.wav");

  @TempDir static Path folder;

  @Test
  @DisplayName("has everything back when it starts again, and goes on where it was")
  void everythingComesBack() throws Exception {
    for (String model : List.of("beats", "notes")) {
      Assumptions.assumeTrue(
          Files.exists(NeumeProcess.root().resolve("models/%s/model.json".formatted(model))),
          "skipped: no trained model in models/" + model);
    }
    byte[] file = TestAudio.wav(DemoPiece.make(2, SECONDS).samples());
    Path song = Files.write(folder.resolve("song.wav"), file);
    int half = HEADER + (file.length - HEADER) / 4 * 2;

    RunningStudio killed = RunningStudio.start(folder);
    String whole = killed.upload(song, "audio/wav");
    killed.eventsUntilComplete(whole, "score");
    List<byte[]> before = documents(killed, whole);
    String live =
        RunningStudio.address(
            killed.post(
                "/recordings",
                "{\"title\":\"live\",\"sampleRate\":44100,\"channels\":1,\"format\":\"PCM16\",\"live\":true}"));
    killed.put(live, 0, Arrays.copyOfRange(file, HEADER, half), false);
    String begun = killed.upload(song, "audio/wav");
    killed.kill();

    try (RunningStudio studio = RunningStudio.start(folder)) {
      assertThat(json(studio.get("/recordings")).path("recordings"))
          .extracting(r -> "/recordings/" + r.path("id").asText())
          .containsExactlyInAnyOrder(whole, live, begun);
      assertSame(documents(studio, whole), before);
      studio.eventsUntilComplete(begun, "score");
      assertSame(documents(studio, begun), before);

      // What was not durable before the end has to be sent again: the gateway says from where.
      HttpResponse<byte[]> gap = studio.put(live, file.length, new byte[2], false);
      assertThat(gap.statusCode()).isEqualTo(409);
      JsonNode answer = json(gap);
      int next = answer.path("next").asInt();
      assertThat(next).isBetween(0, (half - HEADER) / 2);
      studio.put(live, next, Arrays.copyOfRange(file, HEADER + 2 * next, file.length), true);
      studio.eventsUntilComplete(live, "score");
      assertSame(documents(studio, live), before);
    }
  }

  private static List<byte[]> documents(RunningStudio studio, String recording) {
    assertThat(json(studio.get(recording)).path("state").asText()).isEqualTo("complete");
    return DOCUMENTS.stream().map(name -> studio.document(recording, name)).toList();
  }

  private static void assertSame(List<byte[]> documents, List<byte[]> before) {
    for (int i = 0; i < DOCUMENTS.size(); i++) {
      assertThat(documents.get(i)).as(DOCUMENTS.get(i)).isEqualTo(before.get(i));
    }
  }
}
