package org.neume.gateway.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.Gateway;
import org.neume.gateway.access.Caller;
import org.neume.gateway.access.ClientLimits;
import org.neume.gateway.intake.PublishException;
import org.neume.gateway.intake.Wishes;
import org.neume.gateway.view.RecordingView;
import org.neume.schemas.record.RecordingInfo;
import org.neume.schemas.record.RecordingSource;
import org.neume.schemas.record.SampleFormat;

/** Opens recordings whose samples come bare. Safe for use by many threads. */
@ApplicationScoped
class Opening {
  private static final int SLOWEST = 8_000;
  private static final int FASTEST = 192_000;
  private static final int MOST_CHANNELS = 8;

  private final Gateway gateway;
  private final Intake intake;

  Opening(Gateway gateway, Intake intake) {
    this.gateway = gateway;
    this.intake = intake;
  }

  /** Opens a recording, and waits until this gateway knows it. */
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
    } catch (PublishException e) {
      intake.withdraw(id);
      throw e;
    } finally {
      if (!opened) {
        place.close();
      }
    }
    return intake
        .seen(id)
        .orElseThrow(
            () -> {
              gateway.pcm().forget(id);
              intake.withdraw(id);
              return ProblemException.unavailable(
                  "the broker is slow to give the recording back; open it again in a moment");
            });
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
}
