package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.schemas.record.End;
import org.neume.stage.testing.TestBroker;

@DisplayName("Results of a recording")
@ExtendWith(GatewayWorld.class)
class ResultsIT {
  private static final int HEADER = 44;

  private final PlayedChain chain;
  private final TestBroker broker;
  private final Client client;

  ResultsIT(GatewayProcess gateway, PlayedChain chain, TestBroker broker) {
    this.chain = chain;
    this.broker = broker;
    this.client = gateway.client();
  }

  @Test
  @DisplayName("are not there before something is found, and grow until they are complete")
  void grow() throws Exception {
    String id = client.open("growing", 44_100, 1, "PCM16");
    expect(404, client.get("/recordings/" + id + "/beats.json"));
    chain.beats(id, "beats", 0, End.OPEN);
    HttpResponse<byte[]> part = whenCounted(id, "beats.json", "beats", 10);
    assertThat(part.headers().firstValue("Neume-Complete")).contains("false");
    assertThat(Client.json(part).path("complete").asBoolean()).isFalse();
    chain.beats(id, "beats", 1, End.COMPLETE);
    HttpResponse<byte[]> whole = whenCounted(id, "beats.json", "beats", 20);
    assertThat(whole.headers().firstValue("Neume-Complete")).contains("true");
    assertThat(Client.json(whole).path("tempi").path(0).path("beatsPerMinute").asDouble())
        .isEqualTo(120.0);
    assertThat(tag(whole)).isNotEqualTo(tag(part));
  }

  @Test
  @DisplayName("are not sent again to who has them, and are sent in parts to who asks for a part")
  void conditionsAndRanges() throws Exception {
    String id = client.open("parts", 44_100, 1, "PCM16");
    client.putSamples(id, 0, noise(3, 2 * 44_100), true);
    chain.whole(id, 2);
    whenCounted(id, "notes.json", "notes", 4);
    expect(200, client.get("/recordings/" + id + "/corrections"));
    for (String name : names(id)) {
      String path = "/recordings/" + id + "/" + name;
      HttpResponse<byte[]> whole = client.get(path);
      assertThat(whole.statusCode()).as(name).isEqualTo(200);
      int length = whole.body().length;
      String tag = tag(whole);
      HttpResponse<byte[]> again = client.get(path, "If-None-Match", tag);
      assertThat(again.statusCode()).as(name).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(tag(again)).isEqualTo(tag);
      part(path, whole.body(), "bytes=0-0", 0, 1);
      part(path, whole.body(), "bytes=1-", 1, length);
      part(path, whole.body(), "bytes=-5", length - 5, length);
      part(path, whole.body(), "bytes=3-999999999", 3, length);
      HttpResponse<byte[]> behind = client.get(path, "Range", "bytes=" + length + "-");
      assertThat(behind.statusCode()).as(name).isEqualTo(416);
      assertThat(behind.headers().firstValue("Content-Range")).contains("bytes */" + length);
      HttpResponse<byte[]> changed =
          client.get(path, "Range", "bytes=0-3", "If-Range", "\"another\"");
      assertThat(changed.statusCode()).as(name).isEqualTo(200);
      HttpResponse<byte[]> head = client.send(client.request(path).method("HEAD", none()));
      assertThat(head.statusCode()).as(name).isEqualTo(200);
      assertThat(head.headers().firstValue("Content-Length")).contains(Integer.toString(length));
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  @DisplayName("are the same bytes under the same tags from a gateway that has just begun")
  void rebuilt() throws Exception {
    String id = client.open("rebuilt", 44_100, 1, "PCM16");
    client.putSamples(id, 0, noise(4, 44_100), true);
    chain.whole(id, 3);
    whenCounted(id, "notes.json", "notes", 6);
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    try (GatewayProcess other = GatewayProcess.start(broker.bootstrap())) {
      for (String name : names(id)) {
        String path = "/recordings/" + id + "/" + name;
        before.put(name, digest(client.get(path)));
        after.put(name, digest(other.client().get(path)));
      }
      assertThat(Client.text(other.client().get("/recordings/" + id)))
          .isEqualTo(Client.text(client.get("/recordings/" + id)));
    }
    assertThat(after).isEqualTo(before);
  }

  @Test
  @DisplayName("give the samples back that went in, integers exactly and floats within half a step")
  void audio() throws Exception {
    byte[] integers = noise(1, 3 * 2 * 44_100);
    String stereo = client.open("stereo", 44_100, 2, "PCM16");
    expect(200, client.putSamples(stereo, 0, integers, true));
    HttpResponse<byte[]> wav = client.get("/recordings/" + stereo + "/audio.wav");
    assertThat(Arrays.copyOfRange(wav.body(), HEADER, wav.body().length)).isEqualTo(integers);

    ByteBuffer floats = ByteBuffer.allocate(4 * 30_000).order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(2);
    while (floats.hasRemaining()) {
      floats.putFloat(random.nextFloat() * 1.9f - 0.95f);
    }
    String mono = client.open("mono", 48_000, 1, "F32");
    expect(200, client.putSamples(mono, 0, floats.array(), true));
    byte[] found = client.get("/recordings/" + mono + "/audio.wav").body();
    assertThat(found).hasSize(HEADER + 2 * 30_000);
    ByteBuffer samples = ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 30_000; i++) {
      double given = floats.getFloat(4 * i) * 32_768.0;
      assertThat(samples.getShort(HEADER + 2 * i) - given).isBetween(-0.51, 0.51);
    }
  }

  private void part(String path, byte[] whole, String range, int first, int end) {
    HttpResponse<byte[]> part = client.get(path, "Range", range);
    assertThat(part.statusCode()).as(path + " " + range).isEqualTo(206);
    assertThat(part.body()).as(path).isEqualTo(Arrays.copyOfRange(whole, first, end));
    assertThat(part.headers().firstValue("Content-Range"))
        .contains("bytes %d-%d/%d".formatted(first, end - 1, whole.length));
  }

  /** Every document that the recording says it has. */
  private Iterable<String> names(String id) {
    JsonNode links = expect(200, client.get("/recordings/" + id)).path("links");
    return () ->
        links.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> name.contains("."))
            .iterator();
  }

  private HttpResponse<byte[]> whenCounted(String id, String name, String list, int count)
      throws InterruptedException {
    HttpResponse<byte[]> answer = client.get("/recordings/" + id + "/" + name);
    for (int i = 0; i < 500; i++) {
      if (answer.statusCode() == 200 && Client.json(answer).path(list).size() >= count) {
        break;
      }
      Thread.sleep(20);
      answer = client.get("/recordings/" + id + "/" + name);
    }
    assertThat(Client.json(answer).path(list)).hasSize(count);
    return answer;
  }

  private static String digest(HttpResponse<byte[]> answer) {
    return answer.statusCode() + " " + tag(answer) + " " + Arrays.hashCode(answer.body());
  }

  private static String tag(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("ETag").orElse("no tag");
  }

  private static HttpRequest.BodyPublisher none() {
    return HttpRequest.BodyPublishers.noBody();
  }

  static byte[] noise(long seed, int samples) {
    byte[] bytes = new byte[2 * samples];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
