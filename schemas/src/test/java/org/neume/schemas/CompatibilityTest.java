package org.neume.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The schema history")
class CompatibilityTest {
  private final SchemaCatalog catalog = SchemaCatalog.bundled();
  private final SchemaValidator everyVersion =
      new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

  @Test
  @DisplayName("is fully transitive: every version reads and is read by every other")
  void fullTransitive() throws SchemaValidationException {
    for (String name : catalog.recordClassNames()) {
      List<Schema> versions = catalog.versions(name);
      assertThat(versions).as(name).isNotEmpty();
      for (Schema version : versions) {
        everyVersion.validate(version, versions);
      }
    }
  }

  @Test
  @DisplayName("ends with the schema that the record classes were generated from")
  void newestIsCurrent() throws ClassNotFoundException {
    for (String name : catalog.recordClassNames()) {
      List<Schema> versions = catalog.versions(name);
      assertThat(versions.get(versions.size() - 1))
          .as("add the next number to history/ when a schema changes")
          .isEqualTo(
              new Schema.Parser()
                  .parse(
                      new SpecificData()
                          .getSchema(Class.forName(name))
                          .toString()
                          // The generator marks strings, and maps by them, for Java; the contract
                          // does not know that.
                          .replace(
                              "{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                          .replace(",\"avro.java.string\":\"String\"", "")));
    }
  }

  @Test
  @DisplayName("would refuse a new field without a default")
  void refusesBreakingChange() {
    List<Schema> versions = catalog.versions("org.neume.schemas.record.RecordingStatus");
    String broken =
        versions
            .get(0)
            .toString()
            .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"added\",\"type\":\"long\"},");
    Schema added = new Schema.Parser().parse(broken);
    assertThatThrownBy(() -> everyVersion.validate(added, versions))
        .isInstanceOf(SchemaValidationException.class);
  }

  @Test
  @DisplayName("is keyed by recording, stream and sequence in every record")
  void numbered() {
    for (String name : catalog.recordClassNames()) {
      for (Schema version : catalog.versions(name)) {
        assertThat(version.getFields().stream().map(Schema.Field::name))
            .as(name)
            .contains("recordingId", "stream", "sequence");
      }
    }
  }
}
