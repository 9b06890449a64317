package org.neume.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.neume.media.SampleFormat;
import org.neume.schemas.Lane;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingSource;

/**
 * Files that wait for their decoder, in a folder: each under its recording's id, with what was asked for
 * beside it. A file is a recording once what was asked for is there; so a gateway that was stopped in
 * the middle finds what it has promised and goes on. Safe for use by many threads.
 */
public final class Spool {
  /**
   * What was asked for.
   *
   * @param recordingId the recording
   * @param title what people call it
   * @param analyses what to find
   * @param owner whose it is; empty where nobody is told apart
   * @param created when it was taken in, in milliseconds since 1970
   * @param options what is known of it beforehand ({@link Wishes}), and its lane
   */
  public record Order(
      String recordingId,
      String title,
      List<String> analyses,
      String owner,
      long created,
      Map<String, String> options) {
    private static final String LANE = "lane";

    /** Copies the names. */
    public Order {
      analyses = List.copyOf(analyses);
      options = Map.copyOf(options);
    }

    /** The options by which an order is for this lane. */
    public static Map<String, String> options(Lane lane) {
      return lane == Lane.LIVE ? Map.of() : Map.of(LANE, lane.text());
    }

    /** The lane that options are for. */
    public static Lane lane(Map<String, String> options) {
      return Lane.find(options.getOrDefault(LANE, "")).orElse(Lane.LIVE);
    }

    /** The lane that it is for. */
    Lane lane() {
      return lane(options);
    }

    /** What the log is told of it, before anything is known of its samples. */
    RecordingInfo info() {
      return RecordingInfo.newBuilder()
          .setRecordingId(recordingId)
          .setStream("recording")
          .setSequence(0)
          .setTitle(title)
          .setOwner(owner)
          .setCreated(created)
          .setSource(RecordingSource.FILE)
          .setAnalyses(analyses)
          .setOptions(options)
          .build();
    }

    /** The same with what its file says of its samples. */
    RecordingInfo info(SampleFormat format) {
      RecordingInfo info = info();
      info.setSequence(1);
      info.setSampleRate(format.sampleRate());
      info.setChannels(format.channels());
      return info;
    }
  }

  /** The file does not fit; the message says in one line why and what helps. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
      super(message);
    }
  }

  private static final Logger LOG = Logger.getLogger(Spool.class);
  private static final String AUDIO = ".audio";
  private static final String ORDER = ".json";
  private static final int BUFFER = 64 * 1024;

  private final Path folder;
  private final long mostOfOne;
  private final long mostOfAll;
  private final ObjectMapper json;
  private final AtomicLong held = new AtomicLong();

  /**
   * A spool in a folder, which is made if it is not there.
   *
   * @param mostOfOne bytes of one file
   * @param mostOfAll bytes of all files that wait
   */
  public Spool(Path folder, long mostOfOne, long mostOfAll, ObjectMapper json) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.mostOfOne = mostOfOne;
    this.mostOfAll = mostOfAll;
    this.json = json;
  }

  /**
   * Takes a file in as it comes; nothing of it stays behind if it does not come to its end.
   *
   * @param pace told of every piece's bytes before the next is asked for; may wait
   * @return bytes of the file
   * @throws TooLargeException if the file, or all that wait, become too large
   */
  public long take(String recordingId, InputStream from, IntConsumer pace) throws IOException {
    return take(recordingId, Lane.LIVE, from, pace);
  }

  /** The same in a lane: files that can wait leave half of the space to the others. */
  public long take(String recordingId, Lane lane, InputStream from, IntConsumer pace)
      throws IOException {
    long room = lane == Lane.LIVE ? mostOfAll : mostOfAll / 2;
    Path file = audio(recordingId);
    long bytes = 0;
    boolean whole = false;
    try (OutputStream to = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        bytes += read;
        if (held.addAndGet(read) > room) {
          throw new TooLargeException(
              "too many files wait for their decoder here; try again in a minute");
        }
        if (bytes > mostOfOne) {
          throw new TooLargeException(
              "the file is larger than %d MiB; send it as flac or mp3, or in parts"
                  .formatted(mostOfOne >> 20));
        }
        to.write(buffer, 0, read);
        pace.accept(read);
      }
      to.flush();
      force(file);
      whole = true;
      return bytes;
    } finally {
      if (!whole) {
        held.addAndGet(-bytes);
        Files.deleteIfExists(file);
      }
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Promises that a file that was taken in becomes a recording. */
  public void promise(Order order) throws IOException {
    Path temporary = folder.resolve(order.recordingId() + ORDER + ".new");
    try (FileChannel file =
        FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(json.writeValueAsBytes(order)));
      file.force(true);
    }
    Files.move(
        temporary, folder.resolve(order.recordingId() + ORDER), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The file of a recording. */
  public Path audio(String recordingId) {
    return folder.resolve(recordingId + AUDIO);
  }

  /** Lets go of a file: its recording is in the log, or was given up. */
  public void release(String recordingId) {
    try {
      Path file = audio(recordingId);
      long bytes = Files.exists(file) ? Files.size(file) : 0;
      Files.deleteIfExists(folder.resolve(recordingId + ORDER));
      Files.deleteIfExists(file);
      held.addAndGet(-bytes);
    } catch (IOException e) {
      LOG.warnf("%s cannot be cleared (%s); clear it by hand", folder, e.getMessage());
    }
  }

  /**
   * Takes over what is promised in another folder, which nobody else may use meanwhile. Broken off anywhere,
   * each file is still promised in one of the two.
   *
   * @param taken told of each promise as soon as it is one of this folder
   */
  public void adopt(Path other, Consumer<Order> taken) throws IOException {
    Spool from = new Spool(other, mostOfOne, mostOfAll, json);
    for (Order order : from.recover()) {
      String id = order.recordingId();
      Files.deleteIfExists(audio(id));
      link(audio(id), from.audio(id));
      Files.move(
          other.resolve(id + ORDER), folder.resolve(id + ORDER), StandardCopyOption.ATOMIC_MOVE);
      held.addAndGet(Files.size(audio(id)));
      from.release(id);
      taken.accept(order);
    }
  }

  private static void link(Path link, Path file) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Not every file system has links.
      Files.copy(file, link, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Reads a promise; one that cannot be read is set aside, for the others have to go on. */
  private void take(Path order, List<Order> orders) throws IOException {
    try {
      orders.add(json.readValue(Files.readAllBytes(order), Order.class));
    } catch (JsonProcessingException e) {
      Path aside = order.resolveSibling(order.getFileName() + ".unreadable");
      Files.move(order, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.errorf("%s cannot be read (%s); send its recording again", aside, e.getOriginalMessage());
    }
  }

  /** What was promised before this process began; files without a promise are deleted. */
  public List<Order> recover() throws IOException {
    List<Order> orders = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(AUDIO)) {
          String id = name.substring(0, name.length() - AUDIO.length());
          Path order = folder.resolve(id + ORDER);
          if (Files.exists(order)) {
            held.addAndGet(Files.size(file));
            take(order, orders);
          } else {
            Files.deleteIfExists(file);
          }
        } else if (name.endsWith(".new")) {
          Files.deleteIfExists(file);
        }
      }
    }
    return orders;
  }
}
