package org.neume.schemas;

import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Walks over an encoded record without making any of it, and refuses lengths and counts that its
 * bytes cannot hold. Avro's readers believe a length and allocate for it before they look: a few
 * bytes could cost gigabytes.
 *
 * <p>Confined to one record.
 */
final class Extents {
  private static final int DEEPEST = 64;
  private static final int LONGEST_VARINT = 10;

  private final ByteBuffer in;
  private long items;
  private int depth;

  private Extents(ByteBuffer in) {
    this.in = in;
  }

  /**
   * Checks the record that begins at the buffer's position; the buffer is left as it is.
   *
   * @throws AvroRuntimeException with the reason in one line if the bytes are too few for what they
   *     say
   */
  static void check(Schema writer, ByteBuffer bytes) {
    Extents extents = new Extents(bytes.duplicate());
    extents.items = extents.in.remaining();
    extents.pass(writer);
  }

  private void pass(Schema schema) {
    if (++depth > DEEPEST) {
      throw new AvroRuntimeException("it is nested deeper than " + DEEPEST);
    }
    switch (schema.getType()) {
      case RECORD -> schema.getFields().forEach(field -> pass(field.schema()));
      case ENUM -> index(schema.getEnumSymbols().size());
      case UNION -> pass(schema.getTypes().get(index(schema.getTypes().size())));
      case ARRAY -> blocks(() -> pass(schema.getElementType()));
      case MAP ->
          blocks(
              () -> {
                skip(varint());
                pass(schema.getValueType());
              });
      case STRING, BYTES -> skip(varint());
      case FIXED -> skip(schema.getFixedSize());
      case INT, LONG -> varint();
      case FLOAT -> skip(Float.BYTES);
      case DOUBLE -> skip(Double.BYTES);
      case BOOLEAN -> skip(1);
      case NULL -> {}
    }
    depth--;
  }

  /** The blocks of an array or a map, up to the empty one. */
  private void blocks(Runnable item) {
    for (long count = varint(); count != 0; count = varint()) {
      if (count < 0) {
        // A block that says its length in bytes: its items are looked at all the same.
        varint();
        count = -count;
      }
      // Items without bytes count too, or a few bytes could say billions of them.
      if (count < 0 || count > items) {
        throw new AvroRuntimeException("it says %d items in %d bytes".formatted(count, in.limit()));
      }
      items -= count;
      for (long i = 0; i < count; i++) {
        item.run();
      }
    }
  }

  private int index(int choices) {
    long index = varint();
    if (index < 0 || index >= choices) {
      throw new AvroRuntimeException("it chooses %d of %d".formatted(index, choices));
    }
    return (int) index;
  }

  private void skip(long length) {
    if (length < 0 || length > in.remaining()) {
      throw new AvroRuntimeException(
          "it says a length of %d where %d bytes are left".formatted(length, in.remaining()));
    }
    in.position(in.position() + (int) length);
  }

  /** A zig-zag number of variable length, as Avro writes int and long. */
  private long varint() {
    long raw = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      if (!in.hasRemaining()) {
        throw new AvroRuntimeException("it ends in the middle");
      }
      byte next = in.get();
      raw |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new AvroRuntimeException("a number in it has no end");
  }
}
