package org.neume.gateway.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of one recording lie, in the order in which they came: place and offset of each.
 * Kept as distances to the record before it in the same place, seven bits a byte, the lowest first
 * and the place's number in the lowest three, so that a recording of hundreds of records takes
 * hundreds of bytes. Confined to one thread at a time.
 */
final class EntryLog {
  private static final int PLACE_BITS = 3;
  private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;

  /** A record's place and offset. */
  record Entry(Place place, long offset) {}

  /** Reads a log from its beginning on, also what is appended meanwhile. */
  static final class Walker {
    private final long[] last = new long[Place.COUNT];
    private int position;

    /** The next entry; null at the end, for now. */
    @Nullable Entry next(EntryLog log) {
      if (position >= log.size) {
        return null;
      }
      long value = 0;
      int shift = 0;
      byte b;
      do {
        b = log.bytes[position++];
        value |= (long) (b & 0x7F) << shift;
        shift += 7;
      } while (b < 0);
      int place = (int) (value & PLACE_MASK);
      last[place] += value >>> PLACE_BITS;
      return new Entry(Place.of(place), last[place]);
    }
  }

  private byte[] bytes = new byte[32];
  private int size;
  private final long[] last = new long[Place.COUNT];

  /** Appends a record, whose offset is larger than those before it in its place. */
  void append(Place place, long offset) {
    long distance = offset - last[place.number()];
    last[place.number()] = offset;
    long value = distance << PLACE_BITS | place.number();
    if (size + 10 > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    while ((value & ~0x7FL) != 0) {
      bytes[size++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    bytes[size++] = (byte) value;
  }
}
