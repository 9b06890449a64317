package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.schemas.record.End;
import org.neume.stage.testing.TestBroker;

@DisplayName("Revisions of a recording")
@ExtendWith(GatewayWorld.class)
class RevisionsIT {
  private static final int ROUNDS = 10;

  private final TestBroker broker;
  private final PlayedChain chain;
  private final GatewayProcess gateway;

  RevisionsIT(TestBroker broker, PlayedChain chain, GatewayProcess gateway) {
    this.broker = broker;
    this.chain = chain;
    this.gateway = gateway;
  }

  private String corrected(String title) throws Exception {
    String id = gateway.client().open(title, 44_100, 1, "PCM16");
    chain.whole(id, 2);
    try (EventListener listener = EventListener.to(gateway.client(), id, null, "?until=complete")) {
      listener.untilEnd();
    }
    return id;
  }

  private static HttpResponse<byte[]> correct(Client client, String id, double time) {
    return client.post(
        "/recordings/" + id + "/corrections",
        "{\"base\":0,\"constraints\":[{\"kind\":\"beat\",\"time\":%s}]}".formatted(time));
  }

  @Test
  @DisplayName(
      "that two people ask two gateways for at once get a number each or are refused: none is lost")
  void race() throws Exception {
    String id = corrected("race");
    Map<Integer, Double> accepted = new TreeMap<>();
    int refusals = 0;
    ExecutorService people = Executors.newFixedThreadPool(2);
    try (GatewayProcess other = GatewayProcess.start(broker.bootstrap())) {
      for (int round = 0; round < ROUNDS; round++) {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Double> times = List.of(1 + round / 100.0, 5 + round / 100.0);
        List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int person = 0; person < 2; person++) {
          Client client = (person == 0 ? gateway : other).client();
          double time = times.get(person);
          Callable<HttpResponse<byte[]>> ask =
              () -> {
                start.await(20, TimeUnit.SECONDS);
                return correct(client, id, time);
              };
          answers.add(people.submit(ask));
        }
        for (int person = 0; person < 2; person++) {
          HttpResponse<byte[]> answer = answers.get(person).get(60, TimeUnit.SECONDS);
          assertThat(answer.statusCode()).as(Client.text(answer)).isIn(201, 409);
          int revision = Client.json(answer).path("revision").asInt();
          assertThat(revision).isPositive();
          if (answer.statusCode() == 201) {
            assertThat(accepted.put(revision, times.get(person))).as("given twice").isNull();
          } else {
            refusals++;
          }
        }
      }
      assertThat(accepted.size() + refusals).isEqualTo(2 * ROUNDS);
      for (Client client : List.of(gateway.client(), other.client())) {
        List<JsonNode> revisions = listed(client, id, accepted.size() + 1);
        for (int revision = 1; revision < revisions.size(); revision++) {
          JsonNode one = revisions.get(revision);
          assertThat(one.path("revision").asInt()).isEqualTo(revision);
          assertThat(one.path("constraints").path(0).path("time").asDouble())
              .isEqualTo(accepted.get(revision));
        }
      }
    } finally {
      people.shutdownNow();
    }
  }

  private static List<JsonNode> listed(Client client, String id, int count) throws Exception {
    List<JsonNode> found = new ArrayList<>();
    for (int i = 0; i < 200 && found.size() < count; i++) {
      found.clear();
      expect(200, client.get("/recordings/" + id + "/corrections"))
          .path("revisions")
          .forEach(found::add);
      Thread.sleep(20);
    }
    assertThat(found).hasSize(count);
    return found;
  }

  @Test
  @DisplayName("stay readable, each under its number, and the latest where none is named")
  void documents() throws Exception {
    Client client = gateway.client();
    String id = corrected("documents");
    expect(201, correct(client, id, 1.5));
    chain.beats(id, "beats@1", 0, End.COMPLETE);
    chain.score(id, "notes@1", 0, 0, true);
    try (EventListener listener = EventListener.to(client, id, null, "")) {
      listener.until(
          told -> told.stream().anyMatch(t -> t.data().contains("\"stream\":\"notes@1\"")));
    }
    String self = "/recordings/" + id;
    assertThat(beats(client, self + "/beats.json?revision=0")).isEqualTo(20);
    assertThat(beats(client, self + "/beats.json?revision=1")).isEqualTo(10);
    assertThat(beats(client, self + "/beats.json")).isEqualTo(10);
    for (String name : List.of("beats.csv", "score.mid", "score.musicxml", "analysis.json")) {
      HttpResponse<byte[]> original = client.get(self + "/" + name + "?revision=0");
      HttpResponse<byte[]> revised = client.get(self + "/" + name + "?revision=1");
      HttpResponse<byte[]> latest = client.get(self + "/" + name);
      assertThat(List.of(original.statusCode(), revised.statusCode(), latest.statusCode()))
          .as(name)
          .containsOnly(200);
      assertThat(revised.headers().firstValue("Neume-Revision")).contains("1");
      assertThat(original.headers().firstValue("Neume-Revision")).contains("0");
      assertThat(latest.body()).as(name).isEqualTo(revised.body());
      assertThat(latest.headers().firstValue("ETag"))
          .isEqualTo(revised.headers().firstValue("ETag"));
    }
    assertThat(lines(client, self + "/beats.csv?revision=0"))
        .isEqualTo(lines(client, self + "/beats.csv?revision=1") + 10);
    for (String revision : List.of("2", "-1", "x", "1.0")) {
      expect(404, client.get(self + "/beats.json?revision=" + revision));
    }
    expect(400, correct(client, id, -1));
    HttpResponse<byte[]> stale =
        client.post(self + "/corrections", "{\"base\":0,\"latest\":0,\"constraints\":[]}");
    assertThat(expect(409, stale).path("revision").asInt()).isEqualTo(1);
  }

  private static int beats(Client client, String path) {
    return expect(200, client.get(path)).path("beats").size();
  }

  private static long lines(Client client, String path) {
    return new String(client.get(path).body(), StandardCharsets.UTF_8).lines().count();
  }
}
