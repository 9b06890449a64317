package org.neume.gateway.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.stream.Finding;
import org.neume.gateway.Gateway;
import org.neume.gateway.event.CorrectionBody;
import org.neume.gateway.result.CorrectionDraft;
import org.neume.gateway.result.Selection;
import org.neume.gateway.view.CorrectionView;
import org.neume.gateway.view.Place;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.RecordingView;
import org.neume.gateway.view.StreamView;
import org.neume.schemas.Revisions;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;

/** What people put right: each correction asks for a revision, which the decoder then makes. */
@Path("/recordings/{id}/corrections")
@Tag(name = "Corrections")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CorrectionsResource {
  private static final long SEEN_MILLIS = 10_000;
  private static final long BEHIND_MILLIS = 2_000;
  private static final long BEHIND_PAUSE = 20;
  private static final int MOST_BEHIND = 32;
  // Those who make numbers up must not take all threads.
  private static final int MOST_WAITING = 8;

  private final Gateway gateway;
  private final Door door;
  private final SecurityIdentity identity;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  CorrectionsResource(Gateway gateway, Door door, SecurityIdentity identity) {
    this.gateway = gateway;
    this.door = door;
    this.identity = identity;
  }

  /** All revisions, that without corrections first. */
  public record RevisionsBody(List<CorrectionBody> revisions) {}

  @GET
  @Operation(operationId = "listRevisions", summary = "All revisions and what is in force in each")
  @APIResponse(responseCode = "200", description = "The revisions.")
  public RevisionsBody list(@PathParam("id") String id, @Context HttpServerRequest request) {
    RecordingView view = door.recording(id, door.caller(identity, request));
    RecordingSnapshot recording = view.snapshot();
    List<CorrectionBody> revisions = new ArrayList<>();
    revisions.add(
        new CorrectionBody(
            Revisions.ORIGINAL,
            null,
            beats(recording).map(CorrectionsResource::state).orElse("open"),
            null,
            List.of()));
    for (CorrectionView view1 : recording.corrections()) {
      Optional<StreamView> result = recording.stream(Place.BEATS, view1.stream());
      revisions.add(
          CorrectionBody.of(
              correction(view, view1),
              result.map(CorrectionsResource::state).orElse("open"),
              result.map(StreamView::cause).orElse(null)));
    }
    return new RevisionsBody(revisions);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "correct",
      summary = "Ask for a revision under constraints",
      description =
          "Give all constraints that are to be in force. Beats and score of the revision come as events; every revision stays readable.")
  @APIResponse(
      responseCode = "201",
      description = "The revision's number.",
      content = @Content(schema = @Schema(implementation = CorrectionBody.class)))
  @APIResponse(responseCode = "409", description = "Another came first.", ref = "problem")
  @APIResponse(responseCode = "429", description = "Too many wait, or were made.", ref = "problem")
  public Response correct(
      @PathParam("id") String id,
      @Nullable CorrectionRequest body,
      @Context HttpServerRequest request) {
    RecordingView view = door.recording(id, door.caller(identity, request));
    if (body == null || body.base() == null) {
      throw ProblemException.badRequest(
          "give base, the revision that this is made from, and constraints");
    }
    RecordingSnapshot recording = upTo(view, body);
    if (open(recording) >= gateway.config().corrections().open()) {
      throw ProblemException.tooMany(
          "%d corrections of this recording wait for their beats; try again when some have them"
              .formatted(gateway.config().corrections().open()));
    }
    StreamView beats =
        beats(recording)
            .filter(s -> s.end() == End.COMPLETE)
            .orElseThrow(
                () ->
                    ProblemException.conflict(
                        "the beats of this recording are not complete; correct them when they are",
                        Map.of()));
    int latest = latest(recording);
    if (body.latest() != null && body.latest() < latest) {
      throw stale(latest);
    }
    if (!new Selection(recording, gateway.results().kinds()).hasRevision(body.base())) {
      throw ProblemException.badRequest(
          "there is no revision %d to start from; the latest is %d".formatted(body.base(), latest));
    }
    if (latest >= gateway.config().corrections().ofOneRecording()) {
      throw ProblemException.tooMany(
          "a recording may be corrected %d times; bring it in again to go on"
              .formatted(gateway.config().corrections().ofOneRecording()));
    }
    double rate = gateway.results().frameRate(view, recording);
    List<Constraint> constraints = Constraints.read(body.constraints(), rate);
    // The provenance tells this correction from one that another gateway wrote at the same moment.
    Correction correction =
        new CorrectionDraft(recording, gateway.results().selection(recording), beats, rate)
            .of(latest + 1, body.base(), constraints, "gateway=" + UUID.randomUUID());
    gateway.journal().correct(correction);
    CorrectionView first = seen(view, correction.getStream());
    if (!correction(view, first).getProvenance().equals(correction.getProvenance())) {
      throw stale(first.revision());
    }
    return Response.created(URI.create("/recordings/" + Paths.segment(id) + "/corrections"))
        .entity(CorrectionBody.of(correction, null, null))
        .build();
  }

  /** The recording as whoever corrects it has seen it: another gateway may have told them before this one read it. */
  private RecordingSnapshot upTo(RecordingView view, CorrectionRequest body) {
    int seen =
        Math.max(body.base() == null ? 0 : body.base(), body.latest() == null ? 0 : body.latest());
    RecordingSnapshot recording = view.snapshot();
    int missing = seen - latest(recording);
    if (missing <= 0 || missing > MOST_BEHIND || !waiting.tryAcquire()) {
      return recording;
    }
    try {
      long deadline = System.nanoTime() + BEHIND_MILLIS * 1_000_000;
      while (latest(recording) < seen && System.nanoTime() < deadline && pause(BEHIND_PAUSE)) {
        recording = view.snapshot();
      }
      return recording;
    } finally {
      waiting.release();
    }
  }

  private static int latest(RecordingSnapshot recording) {
    return recording.corrections().stream().mapToInt(CorrectionView::revision).max().orElse(0);
  }

  private static long open(RecordingSnapshot recording) {
    return recording.corrections().stream()
        .filter(
            correction ->
                recording.stream(Place.BEATS, correction.stream())
                    .map(beats -> beats.end() == End.OPEN)
                    .orElse(true))
        .count();
  }

  private static ProblemException stale(int latest) {
    return ProblemException.conflict(
        "another revision came first; the latest is %d: look at it and correct again"
            .formatted(latest),
        Map.of("revision", latest));
  }

  private Optional<StreamView> beats(RecordingSnapshot recording) {
    return gateway.results().selection(recording).original(Finding.BEATS);
  }

  private static String state(StreamView stream) {
    return stream.end().name().toLowerCase(Locale.ROOT);
  }

  private Correction correction(RecordingView view, CorrectionView correction) {
    return (Correction)
        gateway.store().read(Place.CORRECTIONS, view.partition(), correction.offset());
  }

  /** Waits a moment; false if this thread is to end. */
  private static boolean pause(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static CorrectionView seen(RecordingView view, String stream) {
    long deadline = System.nanoTime() + SEEN_MILLIS * 1_000_000;
    while (System.nanoTime() < deadline) {
      Optional<CorrectionView> found =
          view.snapshot().corrections().stream().filter(c -> c.stream().equals(stream)).findAny();
      if (found.isPresent()) {
        return found.orElseThrow();
      }
      if (!pause(2)) {
        break;
      }
    }
    throw ProblemException.unavailable(
        "the correction is written, but the broker is slow to give it back; list the revisions in a moment");
  }
}
