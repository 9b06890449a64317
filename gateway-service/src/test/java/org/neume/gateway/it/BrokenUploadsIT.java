package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.stage.testing.TestBroker;

@DisplayName("An upload that does not come as it should")
@ExtendWith(GatewayWorld.class)
class BrokenUploadsIT extends TightGateway {
  BrokenUploadsIT(TestBroker broker) {
    super(broker);
  }

  @Test
  @DisplayName("leaves nothing where it breaks off, and no recording")
  void brokenOff() throws Exception {
    int before = recordings();
    byte[] song = Wav.of(RATE, 1, ResultsIT.noise(13, RATE));
    for (String type : List.of("audio/wav", "multipart/form-data; boundary=edge")) {
      byte[] body = type.startsWith("audio") ? song : ContractIT.form(song);
      try (Wire wire = Wire.to(gateway().port())) {
        wire.head("POST /recordings", "Content-Type: " + type, "Content-Length: " + body.length);
        wire.send(body, 0, body.length / 2);
        Thread.sleep(300);
      }
    }
    for (int i = 0; i < 100 && files() > 1; i++) {
      Thread.sleep(50);
    }
    assertThat(files()).as("files beside the lock").isEqualTo(1);
    assertThat(recordings()).isEqualTo(before);
  }

  @Test
  @DisplayName("is ended with an answer where it only drips")
  void dripping() throws Exception {
    byte[] song = Wav.of(RATE, 1, ResultsIT.noise(14, RATE));
    try (Wire wire = Wire.to(gateway().port())) {
      wire.head("POST /recordings", "Content-Type: audio/wav", "Content-Length: " + song.length);
      String answer = "";
      for (int at = 0; at < 60 && answer.isEmpty(); at++) {
        wire.send(song, 20 * at, 20);
        Thread.sleep(100);
        answer = wire.received();
      }
      assertThat(answer).startsWith("HTTP/1.1 408").contains("application/problem+json");
    }
  }

  @Test
  @DisplayName("of samples that drips is ended too, and goes on from what was taken")
  void drippingSamples() throws Exception {
    String id = client().open("drips", RATE, 1, "PCM16");
    byte[] samples = ResultsIT.noise(23, RATE);
    try (Wire wire = Wire.to(gateway().port())) {
      wire.head(
          "PUT /recordings/" + id + "/audio?first=0",
          "Content-Type: application/octet-stream",
          "Content-Length: " + samples.length);
      String answer = "";
      for (int at = 0; at < 60 && answer.isEmpty(); at++) {
        wire.send(samples, 20 * at, 20);
        Thread.sleep(100);
        answer = wire.received();
      }
      assertThat(answer).startsWith("HTTP/1.1 408").contains("application/problem+json");
    }
    goesOn(id, samples);
  }

  @Test
  @DisplayName("of samples that breaks off within a frame goes on from what was taken")
  void brokenSamples() throws Exception {
    String id = client().open("breaks", RATE, 1, "PCM16");
    byte[] samples = ResultsIT.noise(24, RATE);
    try (Wire wire = Wire.to(gateway().port())) {
      wire.head(
          "PUT /recordings/" + id + "/audio?first=0&last=true",
          "Content-Type: application/octet-stream",
          "Content-Length: " + samples.length);
      wire.send(samples, 0, 20_001);
      Thread.sleep(300);
    }
    goesOn(id, samples);
  }

  private void goesOn(String id, byte[] samples) {
    expect(409, client().putSamples(id, RATE, new byte[2], false));
    expect(200, client().putSamples(id, 0, samples, true));
    assertThat(TopicSamples.whenEnded(broker().bootstrap(), id).bytes()).isEqualTo(samples);
  }

  @Test
  @DisplayName("that is too large is refused so that the client hears it")
  void tooLarge() throws Exception {
    byte[] song = Wav.of(RATE, 1, ResultsIT.noise(15, 3 * MEBIBYTE));
    refused(413, client().post("/recordings", song, "audio/wav"));
    refused(
        413,
        client().post("/recordings", ContractIT.form(song), "multipart/form-data; boundary=edge"));
    String many = "{\"base\":0,\"constraints\":[" + " ".repeat(3 << 20) + "]}";
    refused(413, client().post("/recordings/none/corrections", many));
  }
}
