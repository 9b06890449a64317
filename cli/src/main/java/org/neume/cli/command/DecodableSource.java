package org.neume.cli.command;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.neume.media.AudioSource;
import org.neume.media.ForwardingAudioSource;
import org.neume.media.MediaException;

/**
 * A recording as far as it decodes: where it is cut off or damaged, it ends, and says why. What has
 * no sound before that still fails. Confined to one thread.
 */
final class DecodableSource extends ForwardingAudioSource {
  private @Nullable MediaException damage;

  /** The recording of another source, closed with this one. */
  DecodableSource(AudioSource source) {
    super(source);
  }

  /** Why it ends where it does, in one line; null if that is its end. */
  @Nullable String damage() {
    return damage == null ? null : damage.getMessage();
  }

  @Override
  public int read(float[] interleaved) throws IOException {
    if (damage != null) {
      return -1;
    }
    try {
      return super.read(interleaved);
    } catch (MediaException e) {
      if (!isCut(this, e)) {
        throw e;
      }
      damage = e;
      return -1;
    }
  }

  /** Whether a source that failed is a recording that is cut off or damaged behind some sound. */
  static boolean isCut(AudioSource source, MediaException failure) {
    return source.position() > 0 && isDamage(failure.kind());
  }

  private static boolean isDamage(MediaException.Kind kind) {
    return switch (kind) {
      case TRUNCATED, DAMAGED, BAD_SAMPLES -> true;
      default -> false;
    };
  }
}
