package org.neume.training.multipitch;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads as much of Python's pickles, protocols 2 to 4, as MusicNet's {@code .npz} holds: numbers, texts,
 * bytes, tuples, lists, and objects, which stay what they were made of. Nothing is run. Used by one thread.
 *
 * <p>Whole numbers come as {@link Long}, others as {@link Double}, texts as {@link String}, strings of bytes
 * as {@code byte[]}, tuples and lists as {@link List}, None as {@link #NONE}.
 */
final class PickleReader {
  /** Python's None. */
  static final Object NONE = "None";

  private static final Object MARK = new Object();

  /** A class or function by its name, never called. */
  record Name(String text) {}

  /** An object: what would make it, of what, and what it was told afterwards. */
  static final class Made {
    final String by;
    final List<Object> of;
    @Nullable Object state;

    Made(String by, List<Object> of) {
      this.by = by;
      this.of = of;
    }
  }

  private final DataInputStream in;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  PickleReader(DataInputStream in) {
    this.in = in;
  }

  /**
   * Reads one object.
   *
   * @throws IOException if the pickle is cut off or holds what this reader does not know
   */
  Object read() throws IOException {
    try {
      for (int code = in.read(); code != '.'; code = in.read()) {
        if (code < 0) {
          throw new EOFException("the pickle is cut off");
        }
        apply(code);
      }
      return pop();
    } catch (IndexOutOfBoundsException | ClassCastException e) {
      throw new IOException("the pickle is damaged", e);
    }
  }

  private void apply(int code) throws IOException {
    switch (code) {
      case 0x80 -> in.readUnsignedByte();
      case 0x95 -> in.skipNBytes(8);
      case '(' -> stack.add(MARK);
      case '0' -> pop();
      case 'N' -> stack.add(NONE);
      case 0x88 -> stack.add(1L);
      case 0x89 -> stack.add(0L);
      case 'J' -> stack.add((long) (int) little(4));
      case 'K' -> stack.add(little(1));
      case 'M' -> stack.add(little(2));
      case 0x8a -> stack.add(signed(in.readUnsignedByte()));
      case 'G' -> stack.add(in.readDouble());
      case 'U', 'C' -> stack.add(bytes(little(1)));
      case 'T', 'B' -> stack.add(bytes(little(4)));
      case 0x8e -> stack.add(bytes(little(8)));
      case 'X' -> stack.add(text(little(4)));
      case 0x8c -> stack.add(text(little(1)));
      case 0x8d -> stack.add(text(little(8)));
      case ')' -> stack.add(List.of());
      case ']' -> stack.add(new ArrayList<>());
      case '}' -> stack.add(new HashMap<>());
      case 'a' -> append(List.of(pop()));
      case 'e' -> append(untilMark());
      case 's' -> drop(2);
      case 'u' -> untilMark();
      case 't' -> stack.add(untilMark());
      case 0x85, 0x86, 0x87 -> stack.add(last(code - 0x84));
      case 'c' -> stack.add(new Name(line() + "." + line()));
      case 0x93 -> named();
      case 'R', 0x81 -> made();
      case 'b' -> built();
      case 'q' -> memo.put((int) little(1), top());
      case 'r' -> memo.put((int) little(4), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> stack.add(remembered((int) little(1)));
      case 'j' -> stack.add(remembered((int) little(4)));
      default ->
          throw new IOException(
              "the pickle holds the code 0x%02x, which none of MusicNet's has".formatted(code));
    }
  }

  private Object top() {
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private void drop(int count) {
    stack.subList(stack.size() - count, stack.size()).clear();
  }

  private List<Object> last(int count) {
    List<Object> part = new ArrayList<>(stack.subList(stack.size() - count, stack.size()));
    drop(count);
    return part;
  }

  private List<Object> untilMark() {
    int mark = stack.lastIndexOf(MARK);
    List<Object> part = last(stack.size() - 1 - mark);
    pop();
    return part;
  }

  @SuppressWarnings("unchecked") // a pickle's list is one of ours
  private void append(List<Object> items) {
    ((List<Object>) top()).addAll(items);
  }

  private void named() {
    String name = (String) pop();
    stack.add(new Name(pop() + "." + name));
  }

  @SuppressWarnings("unchecked") // a pickle's tuple is one of ours
  private void made() {
    List<Object> of = (List<Object>) pop();
    String by = ((Name) pop()).text();
    // How Python 3 writes bytes in a protocol that is older than they are.
    boolean bytes = by.equals("_codecs.encode") && of.get(0) instanceof String;
    stack.add(
        bytes ? ((String) of.get(0)).getBytes(StandardCharsets.ISO_8859_1) : new Made(by, of));
  }

  private void built() {
    Object state = pop();
    if (top() instanceof Made object) {
      object.state = state;
    }
  }

  private Object remembered(int number) throws IOException {
    Object found = memo.get(number);
    if (found == null) {
      throw new IOException("the pickle is damaged");
    }
    return found;
  }

  private long little(int count) throws IOException {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (long) in.readUnsignedByte() << (8 * i);
    }
    return value;
  }

  private long signed(int count) throws IOException {
    if (count > 8) {
      throw new IOException("the pickle holds a number of more than 64 bits");
    }
    int unused = 64 - 8 * count;
    return count == 0 ? 0 : little(count) << unused >> unused;
  }

  private byte[] bytes(long count) throws IOException {
    if (count < 0 || count > Integer.MAX_VALUE - 16) {
      throw new IOException("the pickle holds a string of " + count + " bytes");
    }
    byte[] read = in.readNBytes((int) count);
    if (read.length < count) {
      throw new EOFException("the pickle is cut off");
    }
    return read;
  }

  private String text(long count) throws IOException {
    return new String(bytes(count), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
