package org.neume.schemas;

/** How a record's bytes say which schema wrote them. */
public enum Framing {
  /**
   * Avro single-object encoding: C3 01, the CRC-64-AVRO fingerprint of the writer's schema (8 bytes,
   * little-endian), the binary record. Needs no registry.
   */
  SINGLE_OBJECT,
  /**
   * The framing of schema registries: 00, the schema's id in the registry (4 bytes, big-endian), the
   * binary record. Needs {@code neume.schemas.registry}.
   */
  CONFLUENT;

  static final byte SINGLE_OBJECT_MARKER = (byte) 0xC3;
  static final byte SINGLE_OBJECT_VERSION = 0x01;
  static final byte CONFLUENT_MARKER = 0x00;

  /** The framing of this name: {@code single-object} or {@code confluent}. */
  static Framing named(String name) {
    return switch (name) {
      case "single-object" -> SINGLE_OBJECT;
      case "confluent" -> CONFLUENT;
      default ->
          throw new org.apache.kafka.common.config.ConfigException(
              AvroSerializer.FRAMING,
              name,
              "not a framing; use single-object (needs no registry) or confluent");
    };
  }
}
