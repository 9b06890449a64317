package org.neume.gateway.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.stream.Finding;
import org.neume.gateway.Gateway;
import org.neume.gateway.intake.Spool;
import org.neume.gateway.result.ResultDocument;
import org.neume.gateway.result.ResultKind;
import org.neume.gateway.result.Selection;
import org.neume.gateway.result.WavStream;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.RecordingView;
import org.neume.schemas.Lane;

/** Results as documents, as far as they are. */
@Path("/recordings/{id}")
@Tag(name = "Results")
@Blocking
public class ResultsResource {
  static final String AUDIO = "audio.wav";
  static final String CLICK = "click.wav";
  // Clocks of gateways and brokers differ.
  private static final long MARGIN_MILLIS = 60_000;

  private final Gateway gateway;
  private final Door door;
  private final SecurityIdentity identity;

  ResultsResource(Gateway gateway, Door door, SecurityIdentity identity) {
    this.gateway = gateway;
    this.door = door;
    this.identity = identity;
  }

  @GET
  @Path("/{document: [a-z]+\\.[a-z]+}")
  @Operation(
      operationId = "getResult",
      summary = "A result as a document",
      description =
          "beats.json, .beats, .labels, .csv, .jams, .svl; tempo.json; notes.json, .csv, .jams, .svl; pitches.csv, .json; score.json, .musicxml, .mid; analysis.json; audio.wav, click.wav. While the recording goes on, what is there so far: Neume-Complete says whether it is all.")
  @APIResponse(responseCode = "200", description = "The document.")
  @APIResponse(responseCode = "206", description = "The part asked for with Range.")
  @APIResponse(responseCode = "304", description = "It is as If-None-Match says.")
  @APIResponse(responseCode = "404", description = "There is nothing of it yet.", ref = "problem")
  @APIResponse(responseCode = "416", description = "The part asked for lies behind the end.")
  public Response document(
      @PathParam("id") String id,
      @PathParam("document") String document,
      @QueryParam("revision") @Nullable String revision,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange,
      @Context HttpServerRequest request)
      throws IOException {
    RecordingView view = door.recording(id, door.caller(identity, request));
    Selection selection = gateway.results().selection(view.snapshot());
    Finding finding = ResultKind.find(document).map(ResultKind::finding).orElse(Finding.BEATS);
    int wanted = revision(revision, selection, finding);
    if (document.equals(AUDIO) || document.equals(CLICK)) {
      return wav(view, document.equals(CLICK) ? wanted : -1, ifNoneMatch, range, ifRange);
    }
    ResultKind kind =
        ResultKind.find(document)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "there is no document of this name; there are %s, %s, %s"
                            .formatted(names(), AUDIO, CLICK)));
    ResultDocument found =
        gateway.results().document(view, kind, wanted).orElseThrow(() -> nothing(kind, wanted));
    Response answer = ByteAnswer.of(found.bytes(), kind.mediaType(), ifNoneMatch, range, ifRange);
    return Response.fromResponse(answer)
        .header("Neume-Complete", found.complete())
        .header("Neume-Revision", wanted)
        .build();
  }

  private static ProblemException nothing(ResultKind kind, int revision) {
    return ProblemException.notFound(
        "there is no %s of revision %d yet, or it was not asked for; GET the recording to see how far it is"
            .formatted(kind.finding().words(), revision));
  }

  private static String names() {
    return Arrays.stream(ResultKind.values())
        .map(ResultKind::fileName)
        .collect(Collectors.joining(", "));
  }

  private static int revision(@Nullable String asked, Selection selection, Finding finding) {
    if (asked == null) {
      return selection.latestRevision(finding);
    }
    try {
      int revision = Integer.parseInt(asked);
      if (selection.hasRevision(revision)) {
        return revision;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw ProblemException.notFound(
        "there is no such revision; GET corrections lists those that there are");
  }

  /** The recording itself, with clicks on the beats of a revision unless that is negative. */
  private Response wav(
      RecordingView view,
      int clicksOf,
      @Nullable String ifNoneMatch,
      @Nullable String range,
      @Nullable String ifRange)
      throws IOException {
    RecordingSnapshot recording = view.snapshot();
    WavStream wav =
        WavStream.of(
            new WavStream.Recording(
                gateway.audio(),
                recording.recordingId(),
                lanes(recording),
                recording.partition(),
                Math.min(recording.created(), recording.firstSeen()) - MARGIN_MILLIS));
    if (wav == null) {
      throw ProblemException.notFound(
          "nothing of the recording's audio is kept any more; audio is kept for a day");
    }
    if (wav.tooLong()) {
      throw ProblemException.notFound(
          "the recording is longer than a wav file can be; read it from the topic neume.audio");
    }
    List<AnnotatedBeat> beats = clicksOf < 0 ? null : beats(view, clicksOf);
    // Samples that were received never change, so that their number stands for them.
    String tag =
        ByteAnswer.tag(
            "%s %d %s"
                .formatted(recording.recordingId(), wav.length(), beats)
                .getBytes(StandardCharsets.UTF_8));
    return new ByteAnswer(tag, "audio/wav", wav.length())
        .answer(
            part -> (StreamingOutput) to -> wav.write(to, part.first(), part.end(), beats),
            ifNoneMatch,
            range,
            ifRange);
  }

  private List<AnnotatedBeat> beats(RecordingView view, int revision) {
    return gateway
        .results()
        .beats(view, revision)
        .orElseThrow(() -> nothing(ResultKind.BEATS_JSON, revision));
  }

  /** Of a recording that came past every gateway nobody knows the lane. */
  private static List<Lane> lanes(RecordingSnapshot recording) {
    return recording.info() == null
        ? List.of(Lane.values())
        : List.of(Spool.Order.lane(recording.info().getOptions()));
  }
}
