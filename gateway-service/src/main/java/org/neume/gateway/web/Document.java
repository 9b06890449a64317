package org.neume.gateway.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.neume.gateway.event.EventKinds;
import org.neume.gateway.result.ResultKind;

/**
 * Adds to the OpenAPI document what annotations cannot say: the answer to what is refused, the documents
 * that results come as, and the WebSockets.
 */
public class Document implements OASFilter {
  private static final String RESULT = "getResult";
  private static final Map<String, String> SOCKETS =
      Map.of(
          "putSamples",
          " The same address takes a WebSocket: samples as binary messages of whole frames; the server says"
              + " {\"next\":FRAME,\"durable\":FRAME} at first and about every second, and the text"
              + " {\"last\":true} ends the recording.",
          "followRecording",
          " The same address, with ?after=ID for Last-Event-ID, gives a WebSocket the events as text messages"
              + " {\"id\":...,\"event\":...,\"data\":{...}}, and {} as a sign of life. The data of an event NAME is of"
              + " the schema event-NAME.");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Schema problem =
        OASFactory.createSchema()
            .type(List.of(Schema.SchemaType.OBJECT))
            .description("What went wrong (RFC 9457).")
            .required(List.of("type", "title", "status", "detail"))
            .addProperty("type", text("Always about:blank."))
            .addProperty("title", text("The status in words."))
            .addProperty(
                "status", OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
            .addProperty("detail", text("One line: the cause and the remedy."));
    APIResponse response =
        OASFactory.createAPIResponse()
            .description("Refused: the cause and the remedy in one line.")
            .content(
                OASFactory.createContent()
                    .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                            .schema(
                                OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document.getComponents().addSchema("Problem", problem);
    document.getComponents().setResponses(Map.of("problem", response));
    EventKinds.bodies()
        .forEach(
            (kind, body) ->
                document
                    .getComponents()
                    .addSchema(
                        "event-" + kind,
                        RecordSchemas.of(body).description("The data of an event " + kind + ".")));
    keys(document);
    Optional.ofNullable(document.getComponents().getSchemas().get("CorrectionBody"))
        .map(Schema::getProperties)
        .map(properties -> properties.get("base"))
        .ifPresent(base -> base.addType(Schema.SchemaType.NULL));
    document.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .forEach(Document::describe);
  }

  /** Keys and tokens are offered to whoever has one; a gateway for this machine alone asks for none. */
  private static void keys(OpenAPI document) {
    document
        .getComponents()
        .addSecurityScheme(
            "key",
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A key of the gateway, or a token of its OpenID Connect server."));
    document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("key"));
    document.addSecurityRequirement(OASFactory.createSecurityRequirement());
  }

  private static void describe(Operation operation) {
    String socket = SOCKETS.get(operation.getOperationId());
    if (socket != null) {
      operation.setDescription(operation.getDescription() + socket);
    }
    if (RESULT.equals(operation.getOperationId())) {
      for (Parameter parameter : operation.getParameters()) {
        if (parameter.getName().equals("document")) {
          parameter.setSchema(names());
        }
      }
      for (String status : List.of("200", "206")) {
        operation.getResponses().getAPIResponse(status).setContent(documents());
      }
    }
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, answer) -> {
              boolean refusal = status.startsWith("4") && !status.equals("416");
              if (refusal && answer.getRef() == null) {
                answer.setRef("#/components/responses/problem");
              }
            });
    operation
        .getResponses()
        .setDefaultValue(OASFactory.createAPIResponse().ref("#/components/responses/problem"));
  }

  private static Schema names() {
    Schema names = OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
    Arrays.stream(ResultKind.values()).forEach(kind -> names.addEnumeration(kind.fileName()));
    return names
        .addEnumeration(ResultsResource.AUDIO)
        .addEnumeration(ResultsResource.CLICK)
        .description("Which document: its ending says in which form.");
  }

  private static Content documents() {
    Content content = OASFactory.createContent();
    Stream.concat(
            Arrays.stream(ResultKind.values())
                .map(kind -> kind.mediaType().replaceFirst(";.*", "")),
            Stream.of("audio/wav"))
        .distinct()
        .forEach(
            type ->
                content.addMediaType(
                    type,
                    OASFactory.createMediaType()
                        .schema(
                            type.equals("application/json")
                                ? OASFactory.createSchema().type(List.of(Schema.SchemaType.OBJECT))
                                : text("The document.").format("binary"))));
    return content;
  }

  private static Schema text(String description) {
    return OASFactory.createSchema()
        .type(List.of(Schema.SchemaType.STRING))
        .description(description);
  }
}
