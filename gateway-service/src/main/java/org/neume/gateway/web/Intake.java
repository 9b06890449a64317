package org.neume.gateway.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.Gateway;
import org.neume.gateway.access.Caller;
import org.neume.gateway.access.ClientLimits;
import org.neume.gateway.access.Throttle;
import org.neume.gateway.intake.FileKind;
import org.neume.gateway.intake.LeastPace;
import org.neume.gateway.intake.PcmWriter;
import org.neume.gateway.intake.Spool;
import org.neume.gateway.intake.Wishes;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.RecordingView;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingSource;
import org.neume.schemas.record.SampleFormat;

/** Lets recordings in, within the limits of whoever brings them. Safe for use by many threads. */
@ApplicationScoped
class Intake {
  private static final int SLOWEST = 8_000;
  private static final int FASTEST = 192_000;
  private static final int MOST_CHANNELS = 8;
  private static final long SEEN_MILLIS = 10_000;

  private final Gateway gateway;

  Intake(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Takes a file in, to its end, and has it decoded when its turn comes. */
  RecordingView file(
      InputStream body, String title, List<String> analyses, Wishes wishes, Caller caller)
      throws IOException {
    ClientLimits.Place place = gateway.limits().recording(caller.client());
    boolean handedOver = false;
    String id = UUID.randomUUID().toString();
    try {
      take(id, body, caller);
      Spool.Order order =
          new Spool.Order(
              id, title, analyses, caller.owner(), System.currentTimeMillis(), wishes.options());
      gateway.spool().promise(order);
      gateway.files().announce(order);
      gateway.files().submit(order, place::close);
      handedOver = true;
    } finally {
      if (!handedOver) {
        place.close();
        gateway.spool().release(id);
      }
    }
    return seen(id);
  }

  private void take(String id, InputStream body, Caller caller) throws IOException {
    Throttle throttle = gateway.limits().throttle(caller.client());
    LeastPace pace = new LeastPace(gateway.config().upload().patience());
    try {
      byte[] head = body.readNBytes(FileKind.BYTES);
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
              new SequenceInputStream(new java.io.ByteArrayInputStream(head), body),
              bytes -> {
                throttle.take(bytes);
                pace.came(bytes);
              });
    } catch (Spool.TooLargeException e) {
      throw ProblemException.tooLarge(String.valueOf(e.getMessage()));
    } catch (LeastPace.TooSlowException e) {
      throw ProblemException.tooSlow(String.valueOf(e.getMessage()));
    }
  }

  /** Opens a recording whose samples come bare. */
  RecordingView open(
      OpenRequest request, String title, List<String> analyses, Wishes wishes, Caller caller) {
    int rate = within(request.sampleRate(), SLOWEST, FASTEST, "sampleRate");
    int channels = within(request.channels(), 1, MOST_CHANNELS, "channels");
    SampleFormat format = format(request.format());
    ClientLimits.Place place = gateway.limits().recording(caller.client());
    String id = UUID.randomUUID().toString();
    boolean opened = false;
    try {
      boolean live = Boolean.TRUE.equals(request.live());
      RecordingInfo info =
          info(id, title, analyses, caller, live ? RecordingSource.LIVE : RecordingSource.PCM)
              .setOptions(wishes.options())
              .setSampleRate(rate)
              .setChannels(channels)
              .setFormat(format)
              .build();
      gateway.journal().describe(info);
      gateway.journal().started(id);
      gateway.pcm().begin(info, place::close);
      opened = true;
    } finally {
      if (!opened) {
        place.close();
      }
    }
    return seen(id);
  }

  private static int within(@Nullable Integer value, int least, int most, String name) {
    if (value == null || value < least || value > most) {
      throw ProblemException.badRequest(
          "%s is %s: give a whole number from %d to %d".formatted(name, value, least, most));
    }
    return value;
  }

  private static SampleFormat format(@Nullable String name) {
    if (name == null || name.equals(SampleFormat.PCM16.name())) {
      return SampleFormat.PCM16;
    }
    if (name.equals(SampleFormat.F32.name())) {
      return SampleFormat.F32;
    }
    throw ProblemException.badRequest(
        "format is none of PCM16 and F32: send 16-bit integers or 32-bit floats, little-endian");
  }

  /** Where the samples of a recording go, for a client that goes on at this frame. */
  PcmWriter writer(RecordingView view, long first) throws IOException {
    RecordingSnapshot recording = view.snapshot();
    RecordingInfo info = recording.info();
    if (info == null || info.getSource() == RecordingSource.FILE) {
      throw ProblemException.conflict(
          "this recording came as a file and takes no samples; open one with POST /recordings and application/json",
          Map.of());
    }
    return gateway.pcm().writer(info, recording.partition(), first);
  }

  /** A recording whose samples came bare is at its end. */
  void ended(RecordingView view, PcmWriter writer) {
    RecordingInfo info = view.info();
    if (info == null) {
      return;
    }
    gateway.journal().completed(view.recordingId(), (double) writer.next() / info.getSampleRate());
    gateway.pcm().forget(view.recordingId());
  }

  private static RecordingInfo.Builder info(
      String id, String title, List<String> analyses, Caller caller, RecordingSource source) {
    return RecordingInfo.newBuilder()
        .setRecordingId(id)
        .setStream("recording")
        .setSequence(0)
        .setTitle(title)
        .setOwner(caller.owner())
        .setCreated(System.currentTimeMillis())
        .setSource(source)
        .setAnalyses(analyses);
  }

  /** Waits until this gateway has read what it wrote, so that the address it gives is one. */
  private RecordingView seen(String id) {
    long deadline = System.nanoTime() + SEEN_MILLIS * 1_000_000;
    while (System.nanoTime() < deadline) {
      RecordingView view = gateway.index().find(id).orElse(null);
      if (view != null && view.info() != null) {
        return view;
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw ProblemException.unavailable(
        "the recording is taken in as %s, but the broker is slow to give it back; ask for it in a moment"
            .formatted(id));
  }
}
