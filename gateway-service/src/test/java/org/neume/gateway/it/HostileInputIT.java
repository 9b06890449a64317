package org.neume.gateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.stage.testing.TestBroker;

@DisplayName("A gateway that is sent what nobody should send")
@ExtendWith(GatewayWorld.class)
class HostileInputIT extends TightGateway {
  HostileInputIT(TestBroker broker) {
    super(broker);
  }

  @Test
  @DisplayName("lets a file that promises more than it may decode fail alone, with a cause")
  void bombs() throws Exception {
    long before = gateway().residentBytes();
    List<byte[]> bombs = new ArrayList<>();
    // 45 hours of silence in 300 kB: as many as it says, as it does not say, and with a lie.
    long samples = 20_000L * Flac.BLOCK;
    for (long said : new long[] {samples, 0, 8_000}) {
      bombs.add(Flac.silence(8_000, 20_000, said));
    }
    // At 1,000 Hz it lasts for fifteen minutes; the others are no audio behind their first bytes.
    bombs.add(Wav.of(1_000, 1, ResultsIT.noise(16, 900_000)));
    byte[] noise = ResultsIT.noise(18, RATE);
    System.arraycopy("fLaC".getBytes(UTF_8), 0, noise, 0, 4);
    bombs.add(noise);
    bombs.add(("ID3" + "\0".repeat(5_000)).getBytes(ISO_8859_1));
    for (byte[] bomb : bombs) {
      String id =
          expect(201, client().post("/recordings?title=bomb", bomb, "audio/wav"))
              .path("id")
              .asText();
      JsonNode recording = expect(200, client().get("/recordings/" + id));
      for (int i = 0; i < 300 && !recording.path("state").asText().equals("failed"); i++) {
        Thread.sleep(100);
        recording = expect(200, client().get("/recordings/" + id));
      }
      assertThat(recording.path("state").asText()).as(recording.toString()).isEqualTo("failed");
      assertThat(recording.path("cause").asText()).isNotBlank().doesNotContain("\n", "Exception");
    }
    byte[] promise = Wav.promising(RATE, 1, ResultsIT.noise(17, RATE), Integer.MAX_VALUE - 100);
    String id = expect(201, client().post("/recordings", promise, "audio/wav")).path("id").asText();
    assertThat(TopicSamples.whenEnded(broker().bootstrap(), id).bytes())
        .as("of thirteen hours promised, what there is")
        .hasSize(2 * RATE);
    assertThat(gateway().residentBytes() - before).isLessThan(120 * MEBIBYTE);
    assertThat(gateway().alive()).isTrue();
  }

  @Test
  @DisplayName("inflates nothing that says it is compressed")
  void compressed() throws Exception {
    byte[] zeros = gzip(new byte[100 * MEBIBYTE]);
    assertThat(zeros.length).isLessThan(MEBIBYTE);
    refused(415, client().post("/recordings", zeros, "audio/wav"));
    for (String path : List.of("/recordings", "/recordings/none/corrections")) {
      byte[] json = gzip(("{\"title\":\"" + " ".repeat(50 * MEBIBYTE) + "\"}").getBytes(UTF_8));
      refused(
          400,
          client()
              .method(
                  "POST",
                  path,
                  json,
                  "Content-Type",
                  "application/json",
                  "Content-Encoding",
                  "gzip"));
    }
    String id = client().open("compressed", RATE, 1, "PCM16");
    expect(200, client().putSamples(id, 0, new byte[0], true));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    }
    return zipped.toByteArray();
  }

  @Test
  @DisplayName("refuses what is no audio by its content, and bodies of other types by their type")
  void types() throws Exception {
    for (String head :
        List.of(
            "\u0089PNG\r\n", "PK\3\4", "%PDF-1.7", "<html>", "MZ", "\u001f\u008b", "#!/bin/sh\n")) {
      byte[] file = (head + "x".repeat(1_000)).getBytes(ISO_8859_1);
      for (String type : List.of("audio/wav", "application/octet-stream", "video/mp4")) {
        refused(415, client().post("/recordings", file, type));
      }
      refused(
          415,
          client()
              .post("/recordings", ContractIT.form(file), "multipart/form-data; boundary=edge"));
    }
    byte[] song = Wav.of(8_000, 1, ResultsIT.noise(22, 800));
    String id = client().open("types", 8_000, 1, "PCM16");
    for (String type : List.of("text/html", "image/png", "application/xml", "x/y;z=\"", "audio")) {
      refused(415, client().post("/recordings", song, type));
      refused(415, client().post("/recordings/" + id + "/corrections", song, type));
      refused(
          415,
          client()
              .method("PUT", "/recordings/" + id + "/audio?first=0", song, "Content-Type", type));
    }
    String form =
        "--edge\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\na\r\n--edge--\r\n";
    refused(
        400,
        client().post("/recordings", form.getBytes(UTF_8), "multipart/form-data; boundary=edge"));
  }

  @Test
  @DisplayName("takes names as words, whatever they are")
  void names() throws Exception {
    byte[] song = Wav.of(8_000, 1, ResultsIT.noise(19, 800));
    for (String name :
        List.of(
            "../../etc/passwd",
            "..%2f..%2fetc%2fpasswd",
            "a%00b",
            "a%0d%0aSet-Cookie:%20x=y",
            "%ff%fe%fd",
            "x".repeat(4_000),
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "%F0%9F%8E%B5".repeat(300))) {
      JsonNode made =
          expect(201, client().post("/recordings?title=" + name, song, "application/octet-stream"));
      assertThat(made.path("title").asText()).hasSizeLessThanOrEqualTo(400);
      assertThat(made.path("title").asText()).doesNotContainPattern("\\p{Cntrl}");
      String id = made.path("id").asText();
      assertThat(expect(200, client().get("/recordings/" + id)).path("title"))
          .isEqualTo(made.path("title"));
    }
    String lone = "{\"title\":\"\\ud800 \\u0000\",\"sampleRate\":8000,\"channels\":1}";
    expect(201, client().post("/recordings", lone));
    byte[] form =
        new String(ContractIT.form(song), ISO_8859_1)
            .replace("song.wav", "../../../tmp/" + "y".repeat(10_000))
            .getBytes(ISO_8859_1);
    expect(201, client().post("/recordings", form, "multipart/form-data; boundary=edge"));
    for (String path :
        List.of("/recordings/..%2f..%2fetc", "/recordings/%00", "/recordings/a%0d")) {
      refused(404, client().get(path));
    }
    assertThat(files()).isPositive();
    assertThat(gateway().spool().toFile().list()).containsOnly("decoder", "files-0");
  }
}
