package org.neume.gateway.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the fake gateway answers below {@code /recordings}, as the contract says, from music that is made
 * up; and what was asked of it, for tests to look at. Any thread may use it.
 */
final class FakeRecordings {
  /** A request that is not granted: its status and the line that says why. */
  record Refusal(int status, String detail) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, FakeRecording> recordings = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean closed;

  /** The bodies of corrections, in order. */
  final List<JsonNode> corrections = new CopyOnWriteArrayList<>();

  /** What recordings were opened with, in order: bodies for samples, queries of files. */
  final List<JsonNode> opened = new CopyOnWriteArrayList<>();

  /** The types of files (not PCM) that were sent. */
  final List<String> uploads = new CopyOnWriteArrayList<>();

  /** Sizes of the PCM requests, in bytes. */
  final List<Integer> chunks = new CopyOnWriteArrayList<>();

  /** Refuses as many requests that bring something as are in here, in order. */
  final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();

  /** Keeps results back behind the last samples: a test calls the recording's end(). */
  final AtomicBoolean holding = new AtomicBoolean();

  /** Keeps no audio. */
  final AtomicBoolean silent = new AtomicBoolean();

  /** Makes files fail in their decoder. */
  final AtomicBoolean undecodable = new AtomicBoolean();

  /** Makes the next correction lose a race against another one. */
  final AtomicBoolean raceLost = new AtomicBoolean();

  /** Breaks event streams after each event. */
  final AtomicBoolean breaking = new AtomicBoolean();

  /** The recording opened last. */
  FakeRecording last() {
    return recordings.get("r" + count.get());
  }

  /** Ends event streams. */
  void close() {
    closed = true;
  }

  void answer(FakeRequest request, List<String> path) throws IOException, InterruptedException {
    Refusal refusal = request.brings() ? refusals.poll() : null;
    if (refusal != null) {
      request.body();
      request.problem(refusal.status(), refusal.detail());
    } else if (path.size() == 1 && request.isPost()) {
      open(request);
    } else if (path.size() == 1) {
      list(request);
    } else if (!recordings.containsKey(path.get(1))) {
      request.problem(404, "there is no recording " + path.get(1));
    } else if (path.size() == 2) {
      request.json(200, recordings.get(path.get(1)).json());
    } else {
      part(request, recordings.get(path.get(1)), path.get(2));
    }
  }

  private void part(FakeRequest request, FakeRecording recording, String part)
      throws IOException, InterruptedException {
    switch (part) {
      case "audio" -> put(request, recording);
      case "audio.wav" -> {
        if (recording.next() == 0 || silent.get()) {
          request.problem(404, "nothing of the recording's audio is kept any more");
        } else {
          request.send(200, "audio/wav", recording.wav());
        }
      }
      case "events" -> events(request, recording);
      case "corrections" -> {
        if (request.isPost()) {
          correct(request, recording);
        } else {
          revisions(request, recording);
        }
      }
      case "beats.beats" -> {
        StringBuilder lines = new StringBuilder();
        beats(request, recording)
            .forEach(b -> lines.append(b.time()).append('\t').append(b.number()).append('\n'));
        request.send(200, "text/plain", lines.toString().getBytes(StandardCharsets.UTF_8));
      }
      case "score.musicxml" -> {
        int measures = FakeMusic.measureStarts(beats(request, recording)).size();
        byte[] xml = FakeMusic.musicXml(measures).getBytes(StandardCharsets.UTF_8);
        request.send(200, "application/vnd.recordare.musicxml+xml", xml);
      }
      default -> request.problem(404, "there is no " + part);
    }
  }

  /** The beats of the revision that is asked for. */
  private static List<FakeMusic.Beat> beats(FakeRequest request, FakeRecording recording) {
    int revision = Integer.parseInt(request.parameter("revision", "0"));
    return FakeMusic.beats(recording.seconds(), recording.constraints(revision));
  }

  private void open(FakeRequest request) throws IOException {
    String type = String.valueOf(request.header("Content-Type"));
    ObjectNode wanted;
    if (type.startsWith("application/json")) {
      wanted = (ObjectNode) request.json();
    } else {
      request.body();
      uploads.add(type);
      wanted = JSON.createObjectNode().put("title", request.parameter("title", ""));
      wanted.put("sampleRate", 8000).put("channels", 1);
      for (String name : List.of("tempo", "beatsPerBar")) {
        wanted.put(name, request.parameter(name, ""));
      }
      ArrayNode analyses = wanted.putArray("analyses");
      for (String analysis : request.parameter("analyses", "beats,notes,score").split(",", -1)) {
        analyses.add(analysis);
      }
    }
    opened.add(wanted);
    FakeRecording recording = new FakeRecording("r" + (count.get() + 1), wanted);
    recordings.put(recording.id, recording);
    count.incrementAndGet();
    if (!type.startsWith("application/json")) {
      if (undecodable.get()) {
        recording.fail("this is no audio that can be decoded: send WAV, FLAC, MP3, OGG or M4A");
      } else {
        recording.append(new byte[16000 * StudioCase.SECONDS]);
        recording.end();
      }
    }
    request.json(201, recording.json());
  }

  private void list(FakeRequest request) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode array = answer.putArray("recordings");
    List<FakeRecording> newest = new ArrayList<>(recordings.values());
    newest.sort((a, b) -> b.id.compareTo(a.id));
    newest.forEach(each -> array.add(each.json()));
    request.json(200, answer);
  }

  private void put(FakeRequest request, FakeRecording recording) throws IOException {
    long first = Long.parseLong(request.parameter("first", "0"));
    byte[] body = request.body();
    chunks.add(body.length);
    ObjectNode next = JSON.createObjectNode();
    if (first != recording.next()) {
      next.put("next", recording.next());
      request.problem(409, "the next frame is " + recording.next(), next);
      return;
    }
    recording.append(body);
    if (request.parameter("last", "false").equals("true") && !holding.get()) {
      recording.end();
    }
    request.json(200, next.put("next", recording.next()).put("durable", recording.next()));
  }

  private void correct(FakeRequest request, FakeRecording recording) throws IOException {
    JsonNode body = request.json();
    boolean late = raceLost.getAndSet(false);
    if (late) {
      recording.correct(recording.latest(), JSON.createArrayNode());
    }
    int base = body.path("base").asInt();
    if (late || base > recording.latest()) {
      ObjectNode latest = JSON.createObjectNode().put("revision", recording.latest());
      request.problem(409, "another came first", latest);
      return;
    }
    corrections.add(body);
    request.json(201, revision(recording.correct(base, body.path("constraints"))));
  }

  private static ObjectNode revision(FakeRecording.Revision revision) {
    ObjectNode json = JSON.createObjectNode().put("revision", revision.revision());
    json.put("base", revision.base()).put("state", revision.state()).put("cause", revision.cause());
    json.set("constraints", revision.constraints());
    return json;
  }

  private static void revisions(FakeRequest request, FakeRecording recording) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode array = answer.putArray("revisions");
    ObjectNode found = array.addObject().put("revision", 0).put("state", "complete");
    found.putNull("base").putArray("constraints");
    recording.revisions().forEach(each -> array.add(revision(each)));
    request.json(200, answer);
  }

  private void events(FakeRequest request, FakeRecording recording)
      throws IOException, InterruptedException {
    String last = request.header("Last-Event-ID");
    int index = last == null ? 0 : Integer.parseInt(last.substring(1)) + 1;
    OutputStream body = request.stream("text/event-stream");
    while (!closed) {
      for (String event : recording.eventsFrom(index)) {
        body.write(event.getBytes(StandardCharsets.UTF_8));
        body.flush();
        index++;
        if (breaking.get()) {
          return;
        }
      }
      body.write(": alive\n\n".getBytes(StandardCharsets.UTF_8));
      body.flush();
    }
  }
}
