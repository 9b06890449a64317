package org.neume.gateway.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording in the fake gateway: the PCM that came in, the events so far, and its revisions.
 * Guarded by itself; whoever waits for events waits on it.
 */
final class FakeRecording {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double BLOCK = 5;

  /** What became of one revision. */
  record Revision(int revision, int base, JsonNode constraints, String state, String cause) {}

  final String id;
  final String title;
  final int sampleRate;
  final int channels;
  private final List<String> analyses;
  private final ArrayNode wishes;
  private final ByteArrayOutputStream pcm = new ByteArrayOutputStream();
  private final List<String> events = new ArrayList<>();
  private final List<Revision> revisions = new ArrayList<>();
  private boolean closed;
  private @Nullable String failure;

  /** wanted: what a recording is opened with. */
  FakeRecording(String id, JsonNode wanted) {
    this.id = id;
    title = wanted.path("title").asText();
    sampleRate = wanted.path("sampleRate").asInt();
    channels = wanted.path("channels").asInt();
    analyses = new ArrayList<>();
    wanted.path("analyses").forEach(analysis -> analyses.add(analysis.asText()));
    wishes = wishes(wanted);
  }

  /** The constraints that wishes come to. */
  private static ArrayNode wishes(JsonNode wanted) {
    ArrayNode constraints = JSON.createArrayNode();
    String tempo = wanted.path("tempo").asText("");
    if (!tempo.isEmpty()) {
      String[] ends = tempo.split("-", -1);
      ObjectNode range = constraints.addObject().put("kind", "tempo").put("from", 0).putNull("to");
      range.put("minimum", Double.parseDouble(ends[0])).put("maximum", Double.parseDouble(ends[1]));
    }
    if (wanted.path("beatsPerBar").asInt() > 0) {
      ObjectNode meter = constraints.addObject().put("kind", "meter").put("from", 0).putNull("to");
      meter.put("beatsPerBar", wanted.path("beatsPerBar").asInt());
    }
    return constraints;
  }

  synchronized long next() {
    return pcm.size() / (2L * channels);
  }

  synchronized double seconds() {
    return (double) next() / sampleRate;
  }

  synchronized boolean closed() {
    return closed;
  }

  synchronized void append(byte[] bytes) {
    pcm.writeBytes(bytes);
  }

  /** Behind the last samples: its results follow at once. */
  synchronized void end() {
    closed = true;
    decode();
  }

  /** The recording as a WAV file. */
  synchronized byte[] wav() {
    ByteBuffer wav = ByteBuffer.allocate(44 + pcm.size()).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(StudioCase.ascii("RIFF"))
        .putInt(36 + pcm.size())
        .put(StudioCase.ascii("WAVEfmt "))
        .putInt(16);
    wav.putShort((short) 1).putShort((short) channels).putInt(sampleRate);
    wav.putInt(sampleRate * channels * 2).putShort((short) (channels * 2)).putShort((short) 16);
    wav.put(StudioCase.ascii("data")).putInt(pcm.size()).put(pcm.toByteArray());
    return wav.array();
  }

  /** Ends it as a decoder does that cannot read its file. */
  synchronized void fail(String why) {
    closed = true;
    failure = why;
    ObjectNode status = JSON.createObjectNode().put("stage", "gateway").put("state", "failed");
    event("status", status.put("seconds", 0).put("cause", why));
  }

  private void decode() {
    ObjectNode status = JSON.createObjectNode();
    status.put("stage", "features").put("state", "completed").put("seconds", seconds());
    event("status", status);
    if (analyses.contains("beats")) {
      beats(0, JSON.createArrayNode());
    }
    for (int i = 0; analyses.contains("notes") && i * BLOCK < seconds(); i++) {
      ObjectNode notes = block("notes", i);
      notes.set("notes", FakeMusic.notesJson(i * BLOCK, Math.min(seconds(), (i + 1) * BLOCK)));
      event("notes", notes);
    }
    if (analyses.contains("pitch")) {
      pitch();
    }
    if (analyses.contains("score")) {
      score(0, JSON.createArrayNode());
    }
    if (!wishes.isEmpty()) {
      correct(0, wishes);
    }
  }

  private void pitch() {
    ObjectNode single = JSON.createObjectNode().put("stream", "pitch").put("end", "complete");
    single.putNull("cause").put("cents", -7.4).put("family", "string");
    single.put("familyProbability", 0.92).put("velocityProbability", 0.4);
    ObjectNode note = single.putObject("note").put("onset", 0.25).put("offset", 0.75);
    note.put("pitch", 69).put("velocity", 75).put("confidence", 0.95);
    ArrayNode pitches = single.putArray("pitches");
    pitches.addObject().put("pitch", 69).put("probability", 0.95);
    pitches.addObject().put("pitch", 57).put("probability", 0.03);
    event("pitch", single);
  }

  private ObjectNode block(String stream, int i) {
    double to = Math.min(seconds(), (i + 1) * BLOCK);
    ObjectNode block = JSON.createObjectNode().put("stream", stream).put("sequence", i);
    block.put("from", i * BLOCK).put("to", to).putNull("cause");
    return block.put("end", to >= seconds() ? "complete" : "open");
  }

  private void beats(int revision, JsonNode constraints) {
    double tempo = FakeMusic.tempo(constraints);
    List<FakeMusic.Beat> beats = FakeMusic.beats(seconds(), constraints);
    for (int i = 0; i * BLOCK < seconds(); i++) {
      ObjectNode block = block("beats", i).put("revision", revision);
      double to = Math.min(seconds(), (i + 1) * BLOCK);
      block.set("beats", FakeMusic.beatsJson(beats, i * BLOCK, to, tempo));
      ArrayNode tempi = block.putArray("tempi");
      tempi.addObject().put("beatsPerMinute", tempo).put("weight", 0.7);
      tempi.addObject().put("beatsPerMinute", 80).put("weight", 0.2);
      event("beats", block);
    }
  }

  private void score(int revision, JsonNode constraints) {
    List<Double> starts = FakeMusic.measureStarts(FakeMusic.beats(seconds(), constraints));
    ObjectNode score = JSON.createObjectNode().put("stream", "notes").put("revision", revision);
    score.put("scoreRevision", 1).put("final", true).put("measures", starts.size());
    score.put("seconds", seconds()).put("end", "complete").putNull("cause");
    ArrayNode array = score.putArray("measureStarts");
    starts.forEach(array::add);
    event("score", score);
  }

  /** Takes a correction; its results follow as events at once. */
  synchronized Revision correct(int base, JsonNode constraints) {
    int number = revisions.size() + 1;
    boolean fits = FakeMusic.tempo(constraints) > 0;
    String cause =
        fits ? null : "no tempo between 55 and 240 beats per minute fits: widen the range";
    Revision revision =
        new Revision(number, base, constraints, fits ? "complete" : "aborted", cause);
    revisions.add(revision);
    ObjectNode correction = JSON.createObjectNode().put("revision", number).put("base", base);
    correction.set("constraints", constraints);
    event("correction", correction);
    if (fits) {
      beats(number, constraints);
      if (analyses.contains("score")) {
        score(number, constraints);
      }
    } else {
      ObjectNode aborted = block("beats", 0).put("revision", number);
      aborted.put("end", "aborted").put("cause", cause).putArray("beats");
      event("beats", aborted);
    }
    return revision;
  }

  synchronized int latest() {
    return revisions.size();
  }

  synchronized List<Revision> revisions() {
    return List.copyOf(revisions);
  }

  /** The beats' constraints of a revision, none for 0. */
  synchronized JsonNode constraints(int revision) {
    return revision == 0 ? JSON.createArrayNode() : revisions.get(revision - 1).constraints();
  }

  private synchronized void event(String name, ObjectNode data) {
    events.add("id: e" + events.size() + "\nevent: " + name + "\ndata: " + data + "\n\n");
    notifyAll();
  }

  /** The events from index on; waits for one for a second at most. */
  synchronized List<String> eventsFrom(int index) throws InterruptedException {
    long end = System.currentTimeMillis() + 1000;
    while (events.size() <= index && System.currentTimeMillis() < end) {
      wait(100);
    }
    return List.copyOf(events.subList(Math.min(index, events.size()), events.size()));
  }

  synchronized ObjectNode json() {
    ObjectNode json = JSON.createObjectNode().put("id", id).put("title", title);
    json.put("created", "2026-11-22T08:00:00Z").put("source", "pcm").put("seconds", seconds());
    json.put("state", failure != null ? "failed" : closed ? "complete" : "receiving");
    json.put("cause", failure);
    ArrayNode array = json.putArray("analyses");
    analyses.forEach(array::add);
    return json.put("revision", latest());
  }
}
