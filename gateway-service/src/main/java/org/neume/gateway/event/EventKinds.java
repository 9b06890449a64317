package org.neume.gateway.event;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the data of each kind of event is made of, for the OpenAPI document. */
public final class EventKinds {
  private EventKinds() {}

  /** The kinds by name, each with the record whose components are the members of its data. */
  public static SortedMap<String, Class<? extends Record>> bodies() {
    return new TreeMap<>(
        Map.of(
            "status", Bodies.StatusBody.class,
            "beats", Bodies.BeatsBody.class,
            "tempo", Bodies.BeatsBody.class,
            "notes", Bodies.NotesBody.class,
            "pitch", Bodies.SingleBody.class,
            "score", Bodies.ScoreBody.class,
            "correction", CorrectionBody.class));
  }
}
