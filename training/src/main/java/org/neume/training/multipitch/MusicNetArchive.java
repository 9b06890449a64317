package org.neume.training.multipitch;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * MusicNet as it was first published, {@code musicnet.npz}: an archive with an array of two objects for each
 * piece, its samples and an interval tree of its labels. Unpacked to the form of the later publication, WAV
 * and CSV, one piece at a time.
 */
public final class MusicNetArchive {
  /** The pieces that MusicNet's own split tests on. */
  private static final Set<String> TEST =
      Set.of("1759", "1819", "2106", "2191", "2298", "2303", "2382", "2416", "2556", "2628");

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** Far more than any array of objects has. */
  private static final int LONGEST_HEADER = 1 << 16;

  private MusicNetArchive() {}

  /**
   * Unpacks what is not there yet.
   *
   * @param progress receives a line per piece
   * @throws IOException in one line if the archive cannot be read or the folder cannot be written
   */
  public static void unpack(Path archive, MusicNetFolder folder, Consumer<String> progress)
      throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        if (!name.endsWith(".npy")) {
          continue;
        }
        String id = name.substring(name.lastIndexOf('/') + 1, name.length() - ".npy".length());
        String part = TEST.contains(id) ? MusicNetFolder.TEST : MusicNetFolder.TRAIN;
        if (folder.contains(part, id)) {
          continue;
        }
        try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(zip.getInputStream(entry)))) {
          add(folder, part, id, in);
        } catch (IOException | RuntimeException e) {
          // A damaged pickle makes objects of any shape.
          throw new IOException(
              "%s: %s is no piece of MusicNet (%s); fetch the archive again"
                  .formatted(archive, name, reason(e)),
              e);
        }
        progress.accept("unpacked %s/%s".formatted(part, id));
      }
    } catch (ZipException e) {
      throw new IOException(archive + " is no .npz archive: " + e.getMessage(), e);
    }
  }

  private static String reason(Exception e) {
    boolean said = e instanceof IOException || e instanceof IllegalArgumentException;
    String message = said ? e.getMessage() : null;
    return message == null ? "the pickle is damaged" : message;
  }

  private static void add(MusicNetFolder folder, String part, String id, DataInputStream in)
      throws IOException {
    header(in);
    List<?> objects = list(made(new PickleReader(in).read()).state, 5);
    List<?> both = list(objects.get(4), 2);
    folder.addFloats(part, id, samples(made(both.get(0))), labels(made(both.get(1))));
  }

  /** Skips the header of an array of objects. */
  private static void header(DataInputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !java.util.Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
      throw new IOException("it is no array");
    }
    byte[] length = in.readNBytes(start[6] == 1 ? 2 : 4);
    long size = 0;
    for (int i = 0; i < length.length; i++) {
      size |= (length[i] & 0xffL) << (8 * i);
    }
    if (size > LONGEST_HEADER) {
      throw new IOException("its header is of %d bytes".formatted(size));
    }
    String text = new String(in.readNBytes((int) size), StandardCharsets.ISO_8859_1);
    if (!text.contains("O'")) {
      throw new IOException("it is no array of objects");
    }
  }

  private static float[] samples(PickleReader.Made array) throws IOException {
    List<?> state = list(array.state, 5);
    if (!(state.get(4) instanceof byte[] bytes)) {
      throw new IOException("its samples are not float32");
    }
    float[] samples = NumpyType.of(state.get(2)).floats(bytes);
    List<?> shape = list(state.get(1), 1);
    if (shape.size() != 1 || whole(shape.get(0)) != samples.length) {
      throw new IOException("it holds %d samples, but says %s".formatted(samples.length, shape));
    }
    return samples;
  }

  private static List<LabeledNote> labels(PickleReader.Made tree) throws IOException {
    List<LabeledNote> notes = new ArrayList<>();
    for (Object item : list(tree.of.isEmpty() ? List.of() : tree.of.get(0), 0)) {
      List<?> interval = list(made(item).of, 3);
      List<?> label = list(interval.get(2), 2);
      notes.add(
          new LabeledNote(
              whole(interval.get(0)),
              whole(interval.get(1)),
              Math.toIntExact(whole(label.get(0))),
              Math.toIntExact(whole(label.get(1)))));
    }
    notes.sort(Comparator.comparingLong(LabeledNote::start).thenComparingInt(LabeledNote::note));
    return notes;
  }

  /** A number of Python's, or one of numpy's, which holds its bytes. */
  private static long whole(Object number) throws IOException {
    if (number instanceof Number value && value.doubleValue() == value.longValue()) {
      return value.longValue();
    }
    PickleReader.Made scalar = made(number);
    if (scalar.of.size() == 2 && scalar.of.get(1) instanceof byte[] bytes) {
      return NumpyType.of(scalar.of.get(0)).whole(bytes);
    }
    throw new IOException("a label holds no whole number");
  }

  private static PickleReader.Made made(Object object) throws IOException {
    if (object instanceof PickleReader.Made made) {
      return made;
    }
    throw new IOException("it holds another kind of object");
  }

  private static List<?> list(@org.jspecify.annotations.Nullable Object object, int least)
      throws IOException {
    if (object instanceof List<?> list && list.size() >= least) {
      return list;
    }
    throw new IOException("it holds another kind of object");
  }
}
