package org.neume.gateway.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.Gateway;
import org.neume.gateway.access.Caller;
import org.neume.gateway.access.ClientLimits;
import org.neume.gateway.event.EventFlow;
import org.neume.gateway.view.Cursor;
import org.neume.gateway.view.RecordingView;

/** Begins flows of events for listeners, within limits. */
@ApplicationScoped
class Listening {
  private static final String COMPLETE = "complete";
  private static final long ABANDONED_SECONDS = 30;

  private final Gateway gateway;
  private final Door door;

  Listening(Gateway gateway, Door door) {
    this.gateway = gateway;
    this.door = door;
  }

  /**
   * The events of a recording.
   *
   * @param lastEventId where the listener was, as the header says
   * @param after the same as a parameter, which counts less
   * @param until {@code complete}, or null for ever
   * @param connection whose listener it is
   */
  EventFlow to(
      String id,
      Caller caller,
      @Nullable String lastEventId,
      @Nullable String after,
      @Nullable String until,
      Connection connection) {
    RecordingView view = door.recording(id, caller);
    String given = lastEventId != null ? lastEventId : after == null ? "" : after;
    Cursor from;
    try {
      from = Cursor.parse(given.strip());
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
    if (until != null && !until.equals(COMPLETE)) {
      throw ProblemException.badRequest("until is not [complete]: leave it away to listen on");
    }
    BooleanSupplier over = until == null ? () -> false : () -> door.bodies().ended(view.snapshot());
    ClientLimits.Place place = gateway.limits().listener(caller.client());
    EventFlow flow =
        new EventFlow(gateway.events(), view, from, over, place::close, connection::cut);
    // Whoever hung up before the first event never subscribes.
    var unused =
        gateway.events().clock().schedule(flow::abandon, ABANDONED_SECONDS, TimeUnit.SECONDS);
    return flow;
  }
}
