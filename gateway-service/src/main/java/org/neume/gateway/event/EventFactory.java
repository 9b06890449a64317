package org.neume.gateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.stream.Finding;
import org.neume.gateway.view.GoneException;
import org.neume.gateway.view.Kinds;
import org.neume.gateway.view.Place;
import org.neume.gateway.view.RecordStore;
import org.neume.gateway.view.RecordingView;
import org.neume.gateway.view.ScoreView;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.RecordingStatus;
import org.neume.schemas.record.ScoreBlock;

/**
 * Makes events of records, each once for all its listeners. A record without an event of its own, such
 * as a part of a score before its last, gives none. Safe for use by many threads.
 */
public final class EventFactory {
  /** Name and data of an event; an empty name where the record has none. */
  record Content(String name, String data) {
    static final Content NONE = new Content("", "");
  }

  private static final int READ_AHEAD = 128;

  private record Key(Place place, int partition, long offset) {}

  private final RecordStore store;
  private final Kinds kinds;
  private final ObjectMapper json;
  private final Cache<Key, Content> ready;

  /**
   * A factory that reads records from a store.
   *
   * @param bytes about how much is kept ready
   */
  public EventFactory(RecordStore store, Kinds kinds, ObjectMapper json, long bytes) {
    this.store = store;
    this.kinds = kinds;
    this.json = json;
    this.ready =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, Content content) -> content.data().length() + 128)
            .build();
  }

  /** The event of the record at this place. */
  Content of(RecordingView view, Place place, long offset) {
    return ready.get(new Key(place, view.partition(), offset), key -> make(view, place, offset));
  }

  private Content make(RecordingView view, Place place, long offset) {
    SpecificRecordBase record;
    try {
      record = read(view, place, offset);
    } catch (GoneException e) {
      // Retention took it: what is left is told.
      return Content.NONE;
    }
    if (record instanceof BeatBlock block) {
      boolean beats = kinds.of(place, block.getStream()) == Finding.BEATS;
      return content(beats ? "beats" : "tempo", Bodies.BeatsBody.of(block));
    }
    if (record instanceof NoteBlock block) {
      return kinds.of(place, block.getStream()) == Finding.NOTES
          ? content("notes", Bodies.NotesBody.of(block))
          : content("pitch", Bodies.SingleBody.of(block));
    }
    if (record instanceof ScoreBlock block) {
      return score(view, offset, block);
    }
    if (record instanceof RecordingStatus status) {
      return content("status", Bodies.StatusBody.of(status));
    }
    return record instanceof Correction correction
        ? content("correction", CorrectionBody.of(correction, null, null))
        : Content.NONE;
  }

  /** Reads a record, and those of the same recording behind it in one go: a listener wants them next. */
  private SpecificRecordBase read(RecordingView view, Place place, long offset) {
    if (store.holds(place, view.partition(), offset)) {
      return store.read(place, view.partition(), offset);
    }
    List<Long> ahead =
        view.offsets(place).stream().filter(o -> o >= offset).limit(READ_AHEAD).toList();
    return store.read(place, view.partition(), ahead.isEmpty() ? List.of(offset) : ahead).get(0);
  }

  /** A score is told of when its last part is there, or when it ends without one. */
  private Content score(RecordingView view, long offset, ScoreBlock block) {
    @Nullable ScoreView whole =
        view.snapshot().scores().stream()
            .filter(s -> s.lastOffset() == offset)
            .findAny()
            .orElse(null);
    if (whole == null) {
      return block.getEnd() == End.OPEN
          ? Content.NONE
          : content("score", Bodies.ScoreBody.of(block, List.of()));
    }
    ScoreBlock first = (ScoreBlock) store.read(Place.SCORES, view.partition(), whole.firstOffset());
    return content("score", Bodies.ScoreBody.of(block, first.getMeasureStarts()));
  }

  private Content content(String name, Object body) {
    try {
      return new Content(name, json.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
