package org.neume.gateway.web;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to the OpenAPI document what annotations cannot say: the answer to what is refused. */
public class Document implements OASFilter {
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
  }

  private static Schema text(String description) {
    return OASFactory.createSchema()
        .type(List.of(Schema.SchemaType.STRING))
        .description(description);
  }
}
