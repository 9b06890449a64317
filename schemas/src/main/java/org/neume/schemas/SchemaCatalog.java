package org.neume.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;

/**
 * Every version of every schema ever released, bundled, so that no registry is needed.
 *
 * <p>The versions lie in this jar as {@code history/RECORD/VERSION.avsc}, numbered from 1 without
 * gaps; the newest is equal to the schema that the record class was generated from. Immutable, safe
 * for use by many threads.
 */
public final class SchemaCatalog implements SchemaStore {
  private final Map<String, List<Schema>> versions;
  private final Map<Long, Schema> byFingerprint;

  private SchemaCatalog(Map<String, List<Schema>> versions) {
    this.versions = versions;
    this.byFingerprint = new LinkedHashMap<>();
    versions
        .values()
        .forEach(
            list ->
                list.forEach(
                    schema ->
                        byFingerprint.put(
                            SchemaNormalization.parsingFingerprint64(schema), schema)));
  }

  /** Reads the bundled history of all record types in the topic table. */
  public static SchemaCatalog bundled() {
    Map<String, List<Schema>> versions = new LinkedHashMap<>();
    for (Topic topic : Topics.ALL) {
      if (topic.type() != null) {
        String name = topic.type().recordClass().getSimpleName();
        versions.put(topic.type().recordClass().getName(), history(name));
      }
    }
    return new SchemaCatalog(versions);
  }

  private static List<Schema> history(String recordName) {
    List<Schema> schemas = new ArrayList<>();
    while (true) {
      String path = "/history/%s/%d.avsc".formatted(recordName, schemas.size() + 1);
      try (InputStream in = SchemaCatalog.class.getResourceAsStream(path)) {
        if (in == null) {
          return List.copyOf(schemas);
        }
        schemas.add(new Schema.Parser().parse(in));
      } catch (IOException e) {
        throw new UncheckedIOException("the bundled schema " + path + " cannot be read", e);
      }
    }
  }

  /** All versions of a record type, oldest first; empty for a type that is not ours. */
  public List<Schema> versions(String recordClassName) {
    return versions.getOrDefault(recordClassName, List.of());
  }

  /** The names of the record classes, in the order of the chain. */
  public List<String> recordClassNames() {
    return List.copyOf(versions.keySet());
  }

  @Override
  public Schema findByFingerprint(long fingerprint) throws MissingSchemaException {
    Schema schema = byFingerprint.get(fingerprint);
    if (schema == null) {
      throw new MissingSchemaException(
          "no bundled schema has the fingerprint %016x: the record was written by a newer Neume or by another program"
              .formatted(fingerprint));
    }
    return schema;
  }
}
