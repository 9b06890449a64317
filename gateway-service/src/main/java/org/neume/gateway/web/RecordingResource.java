package org.neume.gateway.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.access.Caller;
import org.neume.gateway.intake.PcmWriter;
import org.neume.gateway.view.RecordingView;

/** One recording: what is known of it, and its samples where they come bare. */
@Path("/recordings/{id}")
@Tag(name = "Recordings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RecordingResource {
  private final Door door;
  private final SampleIntake intake;
  private final SecurityIdentity identity;

  RecordingResource(Door door, SampleIntake intake, SecurityIdentity identity) {
    this.door = door;
    this.intake = intake;
    this.identity = identity;
  }

  /**
   * Where the samples are.
   *
   * @param next the frame that comes next
   * @param durable the first frame that the broker does not have yet: keep what follows it
   */
  public record PositionBody(long next, long durable) {}

  @GET
  @Operation(operationId = "getRecording", summary = "What is known of a recording")
  @APIResponse(responseCode = "200", description = "The recording.")
  @APIResponse(responseCode = "404", description = "There is none of this id.", ref = "problem")
  public RecordingBody get(@PathParam("id") String id, @Context HttpServerRequest request) {
    return door.body(door.recording(id, door.caller(identity, request)).snapshot());
  }

  @PUT
  @Path("/audio")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(
      operationId = "putSamples",
      summary = "Send samples of a recording that was opened for them",
      description =
          "Interleaved little-endian frames. Those below the next frame are dropped as repeats; a gap is refused with the number of the next.")
  @APIResponse(responseCode = "200", description = "Where the samples are now.")
  @APIResponse(responseCode = "409", description = "There would be a gap.", ref = "problem")
  @APIResponse(responseCode = "413", description = "The recording is too long.", ref = "problem")
  @APIResponse(responseCode = "429", description = "Too much is under way.", ref = "problem")
  public PositionBody samples(
      @PathParam("id") String id,
      @QueryParam("first") @Nullable String first,
      @QueryParam("last") @Nullable String last,
      InputStream body,
      @Context HttpServerRequest request)
      throws IOException {
    Caller caller = door.caller(identity, request);
    RecordingView view = door.recording(id, caller);
    PcmWriter writer =
        intake.samples(
            view,
            frame(first),
            "true".equals(last),
            body,
            length(request),
            caller,
            Connection.of(request));
    return new PositionBody(writer.next(), writer.durable());
  }

  /** What the body says of its length; what is no number is as good as nothing said. */
  private static long length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static long frame(@Nullable String first) {
    try {
      long frame = Long.parseLong(first == null ? "" : first);
      if (frame >= 0) {
        return frame;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw ProblemException.badRequest(
        "first is no frame number; give that of the first frame in the body");
  }
}
