package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.neume.gateway.it.EventListener.Told;
import org.neume.schemas.record.End;
import org.neume.stage.testing.TestBroker;

@DisplayName("When a gateway is killed,")
@ExtendWith(GatewayWorld.class)
class KilledGatewayIT {
  private static final int RATE = 44_100;
  private static final int BLOCKS = 30;

  private final GatewayProcess survivor;
  private final PlayedChain chain;
  private final TestBroker broker;

  KilledGatewayIT(GatewayProcess survivor, PlayedChain chain, TestBroker broker) {
    this.survivor = survivor;
    this.chain = chain;
    this.broker = broker;
  }

  @Test
  @DisplayName("a listener goes on at another without a gap or a repeat")
  void listener() throws Exception {
    String id = survivor.client().open("killed under way", RATE, 1, "PCM16");
    List<Told> before;
    try (GatewayProcess killed = GatewayProcess.start(broker.bootstrap());
        EventListener listener = EventListener.to(killed.client(), id, null, "?until=complete")) {
      Thread writer = new Thread(() -> write(id));
      writer.start();
      listener.until(told -> told.size() > BLOCKS / 3);
      killed.kill();
      before = listener.untilEnd();
      writer.join();
    }
    assertThat(before).hasSizeLessThan(2 * BLOCKS);
    try (EventListener rest =
            EventListener.to(
                survivor.client(), id, before.get(before.size() - 1).id(), "?until=complete");
        EventListener whole = EventListener.to(survivor.client(), id, null, "?until=complete")) {
      assertThat(
              Stream.concat(before.stream(), rest.untilEnd().stream()).map(Told::content).toList())
          .containsExactlyInAnyOrderElementsOf(
              whole.untilEnd().stream().map(Told::content).toList());
    }
  }

  private static long files(Path spool) throws IOException {
    try (Stream<Path> files = Files.list(spool.resolve("files-0"))) {
      return files.count();
    }
  }

  private void write(String id) {
    try {
      for (int block = 0; block < BLOCKS; block++) {
        End end = block == BLOCKS - 1 ? End.COMPLETE : End.OPEN;
        chain.beats(id, "beats", block, end);
        chain.notes(id, "notes", block, end);
        Thread.sleep(20);
      }
      chain.score(id, "notes", 0, 0, true);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("what it had promised to publish is published once and whole when it is back")
  void promised(@TempDir Path spool) throws Exception {
    byte[] song = Wav.of(RATE, 2, ResultsIT.noise(5, 2 * 30 * RATE));
    String undisturbed =
        expect(201, survivor.client().post("/recordings?title=same", song, "audio/wav"))
            .path("id")
            .asText();
    String setting = "neume.gateway.upload.spool=" + spool;
    String id;
    try (GatewayProcess killed = GatewayProcess.start(broker.bootstrap(), setting)) {
      HttpResponse<byte[]> answer =
          killed.client().post("/recordings?title=same", song, "audio/wav");
      killed.kill();
      id = expect(201, answer).path("id").asText();
    }
    assertThat(files(spool)).as("what is kept of it").isEqualTo(3);
    try (GatewayProcess back = GatewayProcess.start(broker.bootstrap(), setting)) {
      TopicSamples found = TopicSamples.whenEnded(broker.bootstrap(), id);
      assertThat(found.anonymous())
          .isEqualTo(TopicSamples.whenEnded(broker.bootstrap(), undisturbed).anonymous());
      assertThat(found.bytes()).isEqualTo(Arrays.copyOfRange(song, Wav.HEADER, song.length));
      assertThat(found.end()).isEqualTo(End.COMPLETE);
      for (int i = 0; i < 200 && files(spool) > 1; i++) {
        Thread.sleep(20);
      }
      assertThat(expect(200, back.client().get("/recordings/" + id)).path("stages").path(0))
          .hasToString(
              expect(200, survivor.client().get("/recordings/" + undisturbed))
                  .path("stages")
                  .path(0)
                  .toString());
    }
  }

  @Test
  @DisplayName("samples go on at another, and none is lost or there twice")
  void samples() throws Exception {
    byte[] samples = ResultsIT.noise(6, 5 * RATE);
    int piece = 10_007;
    String id;
    long durable;
    try (GatewayProcess killed = GatewayProcess.start(broker.bootstrap())) {
      Client client = killed.client();
      id = client.open("put", RATE, 1, "PCM16");
      durable = 0;
      for (int first = 0; first < 3 * RATE; first += piece) {
        byte[] part = Arrays.copyOfRange(samples, 2 * first, 2 * (first + piece));
        durable = expect(200, client.putSamples(id, first, part, false)).path("durable").asLong();
      }
      killed.kill();
    }
    Client client = survivor.client();
    byte[] ahead = Arrays.copyOfRange(samples, 2 * 4 * RATE, samples.length);
    long next = expect(409, client.putSamples(id, 4L * RATE, ahead, true)).path("next").asLong();
    assertThat(next).as("what the client need not keep is there").isGreaterThanOrEqualTo(durable);
    // The client keeps what is not durable: it begins there, and what is there is dropped.
    byte[] rest = Arrays.copyOfRange(samples, (int) (2 * durable), samples.length);
    expect(200, client.putSamples(id, durable, rest, true));
    expect(200, client.putSamples(id, durable, rest, true));
    assertThat(TopicSamples.whenEnded(broker.bootstrap(), id).bytes()).isEqualTo(samples);
    expect(409, client.putSamples(id, 5L * RATE, new byte[2], false));
  }

  @Test
  @DisplayName("a microphone goes on at another, and none of its samples is lost or there twice")
  void microphone() throws Exception {
    byte[] samples = ResultsIT.noise(7, 4 * RATE);
    String id;
    try (GatewayProcess killed = GatewayProcess.start(broker.bootstrap())) {
      id = killed.client().open("microphone", RATE, 1, "PCM16");
      SampleSender sender = SampleSender.to(killed.client(), id);
      assertThat(sender.next()).isZero();
      sender.send(samples, 0, 2 * RATE);
      Thread.sleep(1_100);
      sender.send(samples, 2 * RATE, 2 * RATE + 123);
      assertThat(sender.durable()).isGreaterThanOrEqualTo(RATE);
      killed.kill();
    }
    SampleSender sender = SampleSender.to(survivor.client(), id);
    long next = sender.next();
    assertThat(next).isBetween((long) RATE, 2L * RATE + 123);
    sender.send(samples, (int) next, 4 * RATE);
    sender.last();
    assertThat(sender.closed().get(20, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    assertThat(TopicSamples.whenEnded(broker.bootstrap(), id).bytes()).isEqualTo(samples);
  }

  @Test
  @DisplayName("and a client returns to one that has slept, that one learns what others took in")
  void returning() throws Exception {
    byte[] samples = ResultsIT.noise(8, 3 * RATE);
    String id = survivor.client().open("returning", RATE, 1, "PCM16");
    byte[] first = Arrays.copyOfRange(samples, 0, 2 * RATE);
    byte[] second = Arrays.copyOfRange(samples, 2 * RATE, 4 * RATE);
    byte[] third = Arrays.copyOfRange(samples, 4 * RATE, 6 * RATE);
    expect(200, survivor.client().putSamples(id, 0, first, false));
    try (GatewayProcess other = GatewayProcess.start(broker.bootstrap())) {
      expect(200, other.client().putSamples(id, RATE, second, false));
      while (expect(200, other.client().putSamples(id, 0, new byte[0], false))
              .path("durable")
              .asLong()
          < 2 * RATE) {
        Thread.sleep(20);
      }
      expect(200, survivor.client().putSamples(id, 2L * RATE, third, true));
    }
    assertThat(TopicSamples.whenEnded(broker.bootstrap(), id).bytes()).isEqualTo(samples);
  }

  @Test
  @DisplayName("nothing of it matters to microphones elsewhere, which do not mix")
  void twoMicrophones() throws Exception {
    byte[] one = ResultsIT.noise(9, RATE);
    byte[] other = ResultsIT.noise(10, RATE);
    String first = survivor.client().open("first", RATE, 1, "PCM16");
    String second = survivor.client().open("second", RATE, 1, "PCM16");
    SampleSender toFirst = SampleSender.to(survivor.client(), first);
    SampleSender toSecond = SampleSender.to(survivor.client(), second);
    for (int at = 0; at < RATE; at += RATE / 9) {
      toFirst.send(one, at, Math.min(RATE, at + RATE / 9));
      toSecond.send(other, at, Math.min(RATE, at + RATE / 9));
    }
    toFirst.last();
    toSecond.last();
    assertThat(TopicSamples.whenEnded(broker.bootstrap(), first).bytes()).isEqualTo(one);
    assertThat(TopicSamples.whenEnded(broker.bootstrap(), second).bytes()).isEqualTo(other);
  }
}
