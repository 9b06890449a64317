package org.neume.gateway.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.UUID;
import org.neume.gateway.Gateway;
import org.neume.gateway.access.Caller;
import org.neume.gateway.access.ClientLimits;
import org.neume.gateway.access.Throttle;
import org.neume.gateway.intake.FileKind;
import org.neume.gateway.intake.LeastPace;
import org.neume.gateway.intake.PublishException;
import org.neume.gateway.intake.Spool;
import org.neume.gateway.view.RecordingView;
import org.neume.schemas.Lane;

/** Lets files in, within the limits of whoever brings them. Safe for use by many threads. */
@ApplicationScoped
class Intake {
  private static final long SEEN_MILLIS = 10_000;

  private final Gateway gateway;

  Intake(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Takes a file in, to its end, and has it decoded when its turn comes. */
  RecordingView file(InputStream body, Wanted wanted, Caller caller) throws IOException {
    ClientLimits.Place place =
        wanted.lane() == Lane.LIVE
            ? gateway.limits().recording(caller.client())
            : gateway.limits().waiting();
    boolean handedOver = false;
    String id = UUID.randomUUID().toString();
    try {
      take(id, wanted.lane(), body, caller);
      Spool.Order order =
          new Spool.Order(
              id,
              wanted.title(),
              wanted.analyses(),
              caller.owner(),
              System.currentTimeMillis(),
              wanted.options());
      gateway.spool().promise(order);
      announce(order);
      gateway.files().submit(order, place::close);
      handedOver = true;
    } finally {
      if (!handedOver) {
        place.close();
        gateway.spool().release(id);
      }
    }
    return seen(id)
        .orElseThrow(
            () ->
                ProblemException.unavailable(
                    "the recording is taken in as %s, but the broker is slow to give it back; ask for it in a moment"
                        .formatted(id)));
  }

  private void announce(Spool.Order order) {
    try {
      gateway.files().announce(order);
    } catch (PublishException e) {
      withdraw(order.recordingId());
      throw e;
    }
  }

  /** Nothing comes of a recording of which the broker may take records still. */
  void withdraw(String id) {
    gateway
        .unsaid()
        .withdrawn(
            id,
            known -> gateway.index().find(known).isPresent(),
            "the broker was slow when this was brought, and whoever brought it was told so; send it again");
  }

  private void take(String id, Lane lane, InputStream body, Caller caller) throws IOException {
    Throttle throttle = gateway.limits().throttle(caller.client());
    InputStream paced = new LeastPace(gateway.config().upload().patience()).of(body);
    try {
      byte[] head = paced.readNBytes(FileKind.BYTES);
      if (head.length == 0) {
        throw ProblemException.badRequest("the body is empty; send the bytes of an audio file");
      }
      if (!FileKind.mayBeAudio(head)) {
        throw ProblemException.unsupported(
            "the file is no audio that can be read here; send wav, aiff, flac, mp3, ogg, opus or m4a");
      }
      gateway
          .spool()
          .take(
              id,
              lane,
              new SequenceInputStream(new java.io.ByteArrayInputStream(head), paced),
              throttle::take);
    } catch (Spool.TooLargeException e) {
      throw ProblemException.tooLarge(String.valueOf(e.getMessage()));
    } catch (LeastPace.TooSlowException e) {
      throw ProblemException.tooSlow(String.valueOf(e.getMessage()));
    }
  }

  /** Waits until this gateway has read what it wrote, so that the address it gives is one. */
  Optional<RecordingView> seen(String id) {
    long deadline = System.nanoTime() + SEEN_MILLIS * 1_000_000;
    while (System.nanoTime() < deadline) {
      RecordingView view = gateway.index().find(id).orElse(null);
      if (view != null && view.info() != null) {
        return Optional.of(view);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return Optional.empty();
  }
}
