package org.neume.gateway.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.event.Event;
import org.neume.gateway.event.EventFlow;

/** What happens to a recording, as it happens: Server-Sent Events. */
@Path("/recordings/{id}/events")
@Tag(name = "Results")
@Blocking
public class EventsResource {
  private final Listening listening;
  private final Door door;
  private final SecurityIdentity identity;
  private final Sse sse;

  EventsResource(Listening listening, Door door, SecurityIdentity identity, @Context Sse sse) {
    this.listening = listening;
    this.door = door;
    this.identity = identity;
    this.sse = sse;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @Operation(
      operationId = "followRecording",
      summary = "Beats, notes, scores and status as they are decided",
      description =
          "Resumes behind Last-Event-ID on any gateway, without a gap or a repeat. With until=complete the stream ends when all that was asked for has ended.")
  @APIResponse(
      responseCode = "200",
      description = "Events, one JSON object each.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "404", description = "There is none of this id.", ref = "problem")
  public Multi<OutboundSseEvent> events(
      @PathParam("id") String id,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @QueryParam("after") @Nullable String after,
      @QueryParam("until") @Nullable String until,
      @Context HttpServerRequest request) {
    EventFlow flow =
        listening.to(
            id, door.caller(identity, request), lastEventId, after, until, Connection.of(request));
    return Multi.createFrom().publisher(flow).map(this::event);
  }

  private OutboundSseEvent event(Event event) {
    return event.isHeartbeat()
        ? sse.newEventBuilder().comment("").build()
        : sse.newEventBuilder()
            .id(event.id())
            .name(event.name())
            .data(String.class, event.data())
            .build();
  }
}
