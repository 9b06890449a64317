package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.gateway.it.EventListener.Told;
import org.neume.schemas.record.End;
import org.neume.schemas.record.StatusEvent;
import org.neume.stage.testing.TestBroker;

@DisplayName("Events of a recording")
@ExtendWith(GatewayWorld.class)
class EventsIT {
  private static final int BLOCKS = 4;
  // The intake's own status, two of features, beats, notes, and two revisions of the score.
  private static final int EVENTS = 1 + 2 + BLOCKS + BLOCKS + 2;

  private final GatewayProcess gateway;
  private final PlayedChain chain;
  private final TestBroker broker;
  private final Client client;

  EventsIT(GatewayProcess gateway, PlayedChain chain, TestBroker broker) {
    this.gateway = gateway;
    this.chain = chain;
    this.broker = broker;
    this.client = gateway.client();
  }

  @Test
  @DisplayName("are told from the beginning, each once and in the order of its stream, to the end")
  void fromTheBeginning() throws Exception {
    String id = client.open("from the beginning", 44_100, 1, "PCM16");
    chain.whole(id, BLOCKS);
    List<Told> told = all(id);
    assertThat(told).hasSize(EVENTS);
    ObjectMapper json = new ObjectMapper();
    for (String stream : List.of("beats", "notes")) {
      List<Long> sequences = new ArrayList<>();
      for (Told event : told) {
        if (event.event().equals(stream)) {
          sequences.add(json.readTree(event.data()).path("sequence").asLong());
        }
      }
      assertThat(sequences).as(stream).containsExactly(0L, 1L, 2L, 3L);
    }
    JsonNode beats =
        json.readTree(
            told.stream().filter(t -> t.event().equals("beats")).findFirst().orElseThrow().data());
    assertThat(beats.path("beats").path(3).path("time").asDouble()).isEqualTo(1.5);
    assertThat(beats.path("beats").path(3).path("number").asInt()).isEqualTo(4);
    JsonNode score =
        json.readTree(told.stream().filter(t -> t.event().equals("score")).toList().get(1).data());
    assertThat(score.path("final").asBoolean()).isTrue();
    assertThat(score.path("scoreRevision").asInt()).isEqualTo(1);
    assertThat(score.path("measureStarts")).hasSize(4);
  }

  @Test
  @DisplayName("go on behind any of them, without a gap or a repeat, on this gateway and another")
  void resumed() throws Exception {
    String id = client.open("resumed", 44_100, 1, "PCM16");
    chain.whole(id, BLOCKS);
    List<Told> told = all(id);
    try (GatewayProcess other = GatewayProcess.start(broker.bootstrap())) {
      for (Client asked : List.of(client, other.client())) {
        for (int cut = 0; cut < told.size(); cut++) {
          List<Told> before = told.subList(0, cut + 1);
          try (EventListener rest =
              EventListener.to(asked, id, told.get(cut).id(), "?until=complete")) {
            assertThat(contents(before, rest.untilEnd()))
                .as("cut behind event %d", cut)
                .containsExactlyInAnyOrderElementsOf(contents(told, List.of()));
          }
        }
      }
    }
  }

  @Test
  @DisplayName("are told once where a stage writes a record again")
  void repeatsInTheLog() throws Exception {
    String id = client.open("repeats", 44_100, 1, "PCM16");
    try (EventListener listener = EventListener.to(client, id, null, "?until=complete")) {
      for (int written = 0; written < 2; written++) {
        chain.beats(id, "beats", 0, End.OPEN);
        chain.notes(id, "notes", 0, End.OPEN);
      }
      chain.beats(id, "beats", 1, End.COMPLETE);
      chain.beats(id, "beats", 0, End.OPEN);
      chain.notes(id, "notes", 1, End.COMPLETE);
      chain.score(id, "notes", 0, 0, true);
      chain.score(id, "notes", 0, 0, true);
      List<Told> told = listener.untilEnd();
      assertThat(told.stream().map(Told::event))
          .containsExactlyInAnyOrder("status", "beats", "beats", "notes", "notes", "score");
    }
  }

  @Test
  @DisplayName("come over a WebSocket as they do over Server-Sent Events")
  void overAWebSocket() throws Exception {
    String id = client.open("socket", 44_100, 1, "PCM16");
    chain.whole(id, BLOCKS);
    List<Told> told = all(id);
    assertThat(socket(id, "")).isEqualTo(told);
    assertThat(socket(id, "&after=" + told.get(3).id())).isEqualTo(told.subList(4, EVENTS));
  }

  @Test
  @DisplayName("give a sign of life while nothing happens, and go on behind it")
  void heartbeats() throws Exception {
    String id = client.open("quiet", 44_100, 1, "PCM16");
    try (EventListener listener = EventListener.to(client, id, null, "")) {
      listener.until(t -> listener.heartbeats() >= 2);
      chain.status(id, "features", 0, StatusEvent.STARTED);
      assertThat(listener.until(t -> t.size() == 2).get(1).event()).isEqualTo("status");
    }
  }

  private List<Told> all(String id) throws Exception {
    try (EventListener listener = EventListener.to(client, id, null, "?until=complete")) {
      return listener.untilEnd();
    }
  }

  private static List<String> contents(List<Told> first, List<Told> then) {
    return Stream.concat(first.stream(), then.stream()).map(Told::content).toList();
  }

  private List<Told> socket(String id, String query) throws Exception {
    List<Told> told = new CopyOnWriteArrayList<>();
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    client
        .http()
        .newWebSocketBuilder()
        .buildAsync(
            java.net.URI.create(
                "ws://127.0.0.1:%d/recordings/%s/events?until=complete%s"
                    .formatted(gateway.port(), id, query)),
            new Texts(told, closed))
        .get(10, TimeUnit.SECONDS);
    assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
    return told;
  }

  /** Puts the messages of a WebSocket together. */
  private record Texts(List<Told> told, CompletableFuture<Integer> closed, StringBuilder text)
      implements WebSocket.Listener {
    Texts(List<Told> told, CompletableFuture<Integer> closed) {
      this(told, closed, new StringBuilder());
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          JsonNode message = new ObjectMapper().readTree(text.toString());
          if (message.has("id")) {
            told.add(
                new Told(
                    message.path("id").asText(),
                    message.path("event").asText(),
                    message.path("data").toString()));
          }
        } catch (java.io.IOException e) {
          closed.completeExceptionally(e);
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(status);
      return null;
    }
  }
}
