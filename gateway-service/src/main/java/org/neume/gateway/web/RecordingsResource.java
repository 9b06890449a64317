package org.neume.gateway.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.Gateway;
import org.neume.gateway.access.Caller;
import org.neume.gateway.view.RecordingView;
import org.neume.schemas.Lane;

/** Recordings in, and the list of them. */
@Path("/recordings")
@Tag(name = "Recordings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RecordingsResource {
  private static final int MOST = 200;

  private final Gateway gateway;
  private final Door door;
  private final Intake intake;
  private final Opening opening;
  private final SecurityIdentity identity;

  RecordingsResource(
      Gateway gateway, Door door, Intake intake, Opening opening, SecurityIdentity identity) {
    this.opening = opening;
    this.gateway = gateway;
    this.door = door;
    this.intake = intake;
    this.identity = identity;
  }

  /** The parts of a form, for the OpenAPI document alone. */
  record FormBody(
      @Schema(type = SchemaType.STRING, format = "binary") String file,
      @Nullable String title,
      @Nullable String analyses,
      @Nullable String tempo,
      @Nullable Integer beatsPerBar,
      @Nullable String lane) {}

  /** Recordings as JSON. */
  public record RecordingsBody(List<RecordingBody> recordings) {}

  @POST
  @Consumes({"audio/*", "video/*", MediaType.APPLICATION_OCTET_STREAM})
  @Operation(
      operationId = "createRecording",
      summary = "Take in an audio file, or open a recording for samples",
      description =
          "Answers once a file is in; decoding and analysis go on. WAV, AIFF, FLAC, MP3, Ogg, Opus and M4A are told by their content.")
  @APIResponse(
      responseCode = "201",
      description = "The recording, and its address in Location.",
      content = @Content(schema = @Schema(implementation = RecordingBody.class)))
  @APIResponse(responseCode = "413", description = "The file is too large.", ref = "problem")
  @APIResponse(responseCode = "415", description = "The file is no audio.", ref = "problem")
  @APIResponse(responseCode = "429", description = "Too much is under way.", ref = "problem")
  public Response file(
      @RequestBody(
              description =
                  "The bytes of a file; or a form with a file; or JSON, which opens a recording for samples.",
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_OCTET_STREAM,
                    schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                    mediaType = "audio/*",
                    schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA,
                    schema = @Schema(implementation = FormBody.class)),
                @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = OpenRequest.class))
              })
          InputStream body,
      @QueryParam("title") @Nullable String title,
      @QueryParam("analyses") @Nullable String analyses,
      @QueryParam("tempo") @Nullable String tempo,
      @QueryParam("beatsPerBar") @Nullable String beatsPerBar,
      @Parameter(description = "bulk for what can wait: an import of many files; live otherwise.")
          @QueryParam("lane")
          @Nullable String lane,
      @Context HttpServerRequest request)
      throws IOException {
    Caller caller = door.caller(identity, request);
    return created(
        intake.file(
            body,
            new Wanted(
                door.title(title),
                analyses(analyses),
                door.wishes(tempo, beatsPerBar),
                door.lane(lane)),
            caller));
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public Response form(
      @RestForm("file") @Nullable FileUpload file,
      @RestForm("title") @Nullable String title,
      @RestForm("analyses") @Nullable String analyses,
      @RestForm("tempo") @Nullable String tempo,
      @RestForm("beatsPerBar") @Nullable String beatsPerBar,
      @RestForm("lane") @Nullable String lane,
      @Context UriInfo address,
      @Context HttpServerRequest request)
      throws IOException {
    Caller caller = door.caller(identity, request);
    if (file == null) {
      throw ProblemException.badRequest("the form has no part named file; add one with the audio");
    }
    MultivaluedMap<String, String> asked = address.getQueryParameters();
    String named = either(title, asked.getFirst("title"));
    try (InputStream body = Files.newInputStream(file.uploadedFile())) {
      return created(
          intake.file(
              body,
              new Wanted(
                  door.title(named == null ? file.fileName() : named),
                  analyses(either(analyses, asked.getFirst("analyses"))),
                  door.wishes(
                      either(tempo, asked.getFirst("tempo")),
                      either(beatsPerBar, asked.getFirst("beatsPerBar"))),
                  door.lane(either(lane, asked.getFirst("lane")))),
              caller));
    }
  }

  /** A field of the form, or the parameter of the same name where it is left out. */
  private static @Nullable String either(@Nullable String field, @Nullable String parameter) {
    return field == null || field.isBlank() ? parameter : field;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Response open(
      @Nullable OpenRequest body,
      @QueryParam("lane") @Nullable String lane,
      @Context HttpServerRequest request) {
    Caller caller = door.caller(identity, request);
    if (door.lane(lane) != Lane.LIVE) {
      throw ProblemException.badRequest("samples are live: send a file, or leave lane away");
    }
    if (body == null) {
      throw ProblemException.badRequest(
          "the body is empty; give title, sampleRate, channels, format and analyses");
    }
    return created(
        opening.open(
            body,
            door.title(body.title()),
            door.analyses(body.analyses()),
            door.wishes(
                body.tempo(),
                body.beatsPerBar() == null ? null : String.valueOf(body.beatsPerBar())),
            caller));
  }

  private List<String> analyses(@Nullable String names) {
    return door.analyses(names == null ? null : Arrays.asList(names.split(",")));
  }

  private Response created(RecordingView view) {
    return Response.created(URI.create("/recordings/" + Paths.segment(view.recordingId())))
        .entity(door.body(view.snapshot()))
        .build();
  }

  @GET
  @Operation(operationId = "listRecordings", summary = "The latest recordings, the newest first")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RecordingsBody.class)))
  public RecordingsBody list(
      @QueryParam("limit") @DefaultValue("20") String limit, @Context HttpServerRequest request) {
    Caller caller = door.caller(identity, request);
    return new RecordingsBody(
        gateway.index().latest(number(limit), caller::mayUse).stream().map(door::body).toList());
  }

  private static int number(String limit) {
    try {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, as any other number.
    }
    throw ProblemException.badRequest("limit is no whole number from 1 to %d".formatted(MOST));
  }
}
