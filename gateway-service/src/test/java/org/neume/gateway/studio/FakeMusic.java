package org.neume.gateway.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Music that needs no decoder: a march at 120 beats per minute from 0.25 s on in bars of four, one
 * note on each beat, and what becomes of it under constraints. Times in seconds.
 */
final class FakeMusic {
  static final double FIRST = 0.25;
  static final double INTERVAL = 0.5;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int[] SCALE = {60, 62, 64, 65, 67, 69, 71, 72};
  private static final String[] STEPS = {"C", "D", "E", "F", "G", "A", "B", "C"};

  private FakeMusic() {}

  /** A beat: its time and its number in a bar of so many. */
  record Beat(double time, int number, int beatsPerBar) {}

  /** The beats of a recording under constraints, as the correction's body has them. */
  static List<Beat> beats(double seconds, JsonNode constraints) {
    List<Double> times = new ArrayList<>();
    double interval = INTERVAL * 120 / tempo(constraints);
    for (int i = 0; FIRST + i * interval < seconds; i++) {
      times.add(FIRST + i * interval);
    }
    for (JsonNode constraint : constraints) {
      double time = constraint.path("time").asDouble();
      double from = constraint.path("from").asDouble();
      double to = constraint.path("to").asDouble(Double.MAX_VALUE);
      if (constraint.path("kind").asText().equals("no-beat")) {
        times.removeIf(each -> each >= from && each < to);
      } else if (constraint.path("kind").asText().equals("beat")) {
        times.removeIf(each -> Math.abs(each - time) < 0.2);
        times.add(time);
      }
    }
    times.sort(null);
    return numbered(times, constraints);
  }

  private static List<Beat> numbered(List<Double> times, JsonNode constraints) {
    List<Beat> beats = new ArrayList<>();
    int number = 0;
    for (double time : times) {
      int beatsPerBar = 4;
      number++;
      for (JsonNode constraint : constraints) {
        double from = constraint.path("from").asDouble();
        double to = constraint.path("to").asDouble(Double.MAX_VALUE);
        if (constraint.path("kind").asText().equals("meter") && time >= from && time < to) {
          beatsPerBar = constraint.path("beatsPerBar").asInt();
        }
        boolean pinned = Math.abs(constraint.path("time").asDouble(-1) - time) < 0.001;
        if (pinned && constraint.path("number").asInt() > 0) {
          number = constraint.path("number").asInt();
        }
      }
      number = number > beatsPerBar ? 1 : number;
      beats.add(new Beat(time, number, beatsPerBar));
    }
    return beats;
  }

  /** The tempo that the last constraint on it asks for: one of 60, 120 and 240, else 0. */
  static double tempo(JsonNode constraints) {
    double tempo = 120;
    for (JsonNode constraint : constraints) {
      if (constraint.path("kind").asText().equals("tempo")) {
        double minimum = constraint.path("minimum").asDouble();
        double maximum = constraint.path("maximum").asDouble();
        tempo =
            minimum <= 120 && maximum >= 120 ? 120 : minimum <= 60 ? 60 : minimum <= 240 ? 240 : 0;
      }
    }
    return tempo;
  }

  static ArrayNode beatsJson(List<Beat> beats, double from, double to, double tempo) {
    ArrayNode array = JSON.createArrayNode();
    for (Beat beat : beats) {
      if (beat.time() >= from && beat.time() < to) {
        ObjectNode node = array.addObject();
        node.put("time", beat.time()).put("frame", Math.round(beat.time() * 100));
        node.put("number", beat.number()).put("beatsPerBar", beat.beatsPerBar());
        node.put("tempo", tempo).put("confidence", 0.9);
      }
    }
    return array;
  }

  static ArrayNode notesJson(double from, double to) {
    ArrayNode array = JSON.createArrayNode();
    for (int i = 0; FIRST + i * INTERVAL < to; i++) {
      double onset = FIRST + i * INTERVAL;
      if (onset >= from) {
        ObjectNode node = array.addObject();
        node.put("onset", onset).put("offset", onset + 0.4).put("pitch", SCALE[i % 8]);
        node.put("velocity", 60 + 20 * (i % 4)).put("confidence", 0.8);
      }
    }
    return array;
  }

  /** Where each measure begins: on the downbeats, and at 0 for what comes before the first. */
  static List<Double> measureStarts(List<Beat> beats) {
    List<Double> starts = new ArrayList<>();
    for (Beat beat : beats) {
      if (beat.number() == 1 || starts.isEmpty()) {
        starts.add(beat.time());
      }
    }
    return starts;
  }

  /** A score of so many measures in common time, with a quarter note on each beat; two measures rest. */
  static String musicXml(int measures) {
    StringBuilder xml =
        new StringBuilder(
            "<?xml version=\"1.0\"?><score-partwise version=\"4.0\"><part-list><score-part id=\"P1\">"
                + "<part-name>Music</part-name></score-part></part-list><part id=\"P1\">");
    for (int measure = 0; measure < measures; measure++) {
      xml.append("<measure number=\"").append(measure + 1).append("\">");
      if (measure == 0) {
        xml.append(
            "<attributes><divisions>1</divisions><key><fifths>0</fifths></key><time><beats>4</beats>"
                + "<beat-type>4</beat-type></time><clef><sign>G</sign><line>2</line></clef></attributes>");
      }
      boolean rests = measure == 3 || measure == 4;
      if (rests) {
        xml.append("<note><rest measure=\"yes\"/><duration>4</duration></note>");
      }
      for (int beat = 0; beat < 4 && !rests; beat++) {
        int i = (4 * measure + beat) % 8;
        xml.append("<note><pitch><step>").append(STEPS[i]).append("</step><octave>");
        xml.append(i == 7 ? 5 : 4).append("</octave></pitch><duration>1</duration>");
        xml.append("<type>quarter</type></note>");
      }
      xml.append("</measure>");
    }
    return xml.append("</part></score-partwise>").toString();
  }
}
