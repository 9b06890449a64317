package org.neume.gateway.view;

import org.jspecify.annotations.Nullable;

/** Walks the records of a recording that a listener has not heard. Confined to one thread at a time. */
public final class EventWalk {
  /**
   * A record.
   *
   * @param cursor where the listener is behind it
   */
  public record Step(Place place, long offset, Cursor cursor) {}

  private final RecordingView view;
  private final EntryLog.Walker walker = new EntryLog.Walker();
  private Cursor cursor;

  /** Begins behind a cursor. */
  public EventWalk(RecordingView view, Cursor from) {
    this.view = view;
    this.cursor = from;
  }

  /** The next record; null where nothing follows yet. */
  public @Nullable Step next() {
    for (EntryLog.Entry e = view.next(walker); e != null; e = view.next(walker)) {
      if (!cursor.covers(e.place(), e.offset())) {
        cursor = cursor.behind(e.place(), e.offset());
        return new Step(e.place(), e.offset(), cursor);
      }
    }
    return null;
  }
}
