package org.neume.gateway.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.neume.gateway.Gateway;
import org.neume.gateway.access.Caller;
import org.neume.gateway.access.ClientLimits;
import org.neume.gateway.access.Throttle;
import org.neume.gateway.intake.LeastPace;
import org.neume.gateway.intake.PcmWriter;
import org.neume.gateway.intake.PublishException;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.RecordingView;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingSource;

/**
 * Lets bare samples in, within the limits of whoever brings them, and never more of a body at once than a
 * small piece. Safe for use by many threads.
 */
@ApplicationScoped
class SampleIntake {
  private static final int MOST_BYTES = 4 << 20;
  private static final int PIECE = 64 << 10;

  private final Gateway gateway;
  private final Leftovers leftovers =
      new Leftovers(Duration.ofSeconds(10), Duration.ofSeconds(2), 32);

  SampleIntake(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Where the samples of a recording go, for a client that goes on at this frame. */
  PcmWriter writer(RecordingView view, long first, Caller caller) throws IOException {
    RecordingSnapshot recording = view.snapshot();
    RecordingInfo info = recording.info();
    if (info == null || info.getSource() == RecordingSource.FILE) {
      throw ProblemException.conflict(
          "this recording came as a file and takes no samples; open one with POST /recordings and application/json",
          Map.of());
    }
    return gateway
        .pcm()
        .writer(
            info,
            recording.partition(),
            first,
            () -> gateway.limits().recording(caller.client())::close);
  }

  /**
   * Takes the samples of a body as they come.
   *
   * @param first the number of their first frame
   * @param last whether the recording ends behind them
   * @param length bytes of the body as it says; negative where it does not
   * @param connection what the body comes over; it ends where a refused body does not
   * @return where the samples are now
   */
  PcmWriter samples(
      RecordingView view,
      long first,
      boolean last,
      InputStream body,
      long length,
      Caller caller,
      Connection connection)
      throws IOException {
    try {
      return samples(view, first, last, body, length, caller);
    } catch (LeastPace.TooSlowException e) {
      leftovers.leave(gateway.events().clock(), connection::cut);
      throw ProblemException.tooSlow(String.valueOf(e.getMessage()));
    } catch (ProblemException | PublishException | ClientLimits.ExceededException e) {
      leftovers.read(body, gateway.events().clock(), connection::cut);
      throw e;
    }
  }

  private PcmWriter samples(
      RecordingView view, long first, boolean last, InputStream body, long length, Caller caller)
      throws IOException {
    if (length > MOST_BYTES) {
      throw tooLarge();
    }
    ClientLimits.Place place = gateway.limits().sender(caller.client());
    try {
      PcmWriter writer = writer(view, first, caller);
      take(new Going(view, writer, first), last, body, length, caller);
      return writer;
    } finally {
      place.close();
    }
  }

  /** Where samples go, and the frame that comes next of them. */
  private record Going(RecordingView view, PcmWriter writer, long at) {
    Going behind(int bytes) {
      return new Going(view, writer, at + bytes / writer.frameBytes());
    }
  }

  private void take(Going from, boolean last, InputStream body, long length, Caller caller)
      throws IOException {
    Throttle throttle = gateway.limits().throttle(caller.client());
    InputStream paced = new LeastPace(gateway.config().upload().patience()).of(body);
    int frame = from.writer().frameBytes();
    requireWhole(from.writer(), Math.max(0, length));
    byte[] piece = new byte[PIECE / frame * frame];
    Going to = from;
    long bytes = 0;
    int held = 0;
    for (int read = paced.read(piece);
        read >= 0;
        read = paced.read(piece, held, piece.length - held)) {
      bytes += read;
      if (bytes > MOST_BYTES) {
        throw tooLarge();
      }
      throttle.take(read);
      held += read;
      int whole = held - held % frame;
      write(to, ByteBuffer.wrap(piece, 0, whole), false);
      to = to.behind(whole);
      System.arraycopy(piece, whole, piece, 0, held - whole);
      held -= whole;
    }
    requireWhole(from.writer(), held);
    write(to, ByteBuffer.allocate(0), last);
  }

  private static void requireWhole(PcmWriter writer, long bytes) {
    try {
      writer.requireWhole(bytes);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException tooLarge() {
    return ProblemException.tooLarge(
        "a piece of samples has more than %d MiB; send smaller ones".formatted(MOST_BYTES >> 20));
  }

  private void write(Going to, ByteBuffer samples, boolean last) {
    write(to.view(), to.writer(), to.at(), samples, last);
  }

  /**
   * Writes samples of a recording, and says so where it ends with them.
   *
   * @param first the number of their first frame
   */
  void write(RecordingView view, PcmWriter to, long first, ByteBuffer samples, boolean last) {
    try {
      to.write(first, samples, last);
    } catch (PcmWriter.GapException e) {
      throw ProblemException.conflict(
          String.valueOf(e.getMessage()), Map.of("next", e.next(), "durable", to.durable()));
    } catch (PcmWriter.TooLongException e) {
      ended(view, to);
      throw ProblemException.tooLarge(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
    if (last) {
      ended(view, to);
    }
  }

  private void ended(RecordingView view, PcmWriter writer) {
    RecordingInfo info = view.info();
    if (info == null) {
      return;
    }
    double seconds = (double) writer.next() / info.getSampleRate();
    try {
      gateway.journal().completed(view.recordingId(), seconds);
    } catch (PublishException e) {
      gateway.unsaid().completed(view.recordingId(), seconds, () -> !writer.lost());
      throw e;
    }
    gateway.pcm().forget(view.recordingId());
  }
}
