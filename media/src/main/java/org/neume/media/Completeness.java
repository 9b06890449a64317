package org.neume.media;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Whether as much came out of a file as its header promised. Lossless containers promise exactly; the others round, and
 * count what the encoder added at either end, so a tenth of a second or two codec frames are forgiven them.
 */
final class Completeness {
  private static final Set<String> EXACT = Set.of("wav", "w64", "aiff", "flac");
  private static final double FORGIVEN_SECONDS = 0.1;
  private static final long FORGIVEN_FRAMES = 4096;

  private final OptionalLong promised;
  private final long forgiven;
  private final boolean cutInside;
  private final boolean endsExactly;

  private Completeness(
      OptionalLong promised, long forgiven, boolean cutInside, boolean endsExactly) {
    this.promised = promised;
    this.endsExactly = endsExactly;
    this.forgiven = forgiven;
    this.cutInside = cutInside;
  }

  static Completeness of(Demuxer demuxer, ByteSource bytes, int sampleRate) throws IOException {
    String container = demuxer.containerName();
    OptionalLong promised = demuxer.promisedFrames(sampleRate);
    boolean cut = false;
    if (bytes instanceof FileBytes file) {
      if (container.equals("wav")) {
        promised = WavHeader.read(file).map(WavHeader::promisedFrames).orElse(promised);
      } else if (container.equals("ogg")) {
        cut = OggTail.isCut(file);
      } else if (container.equals("mp3")) {
        promised = XingTag.promisedFrames(file);
      }
    }
    long forgiven =
        EXACT.contains(container)
            ? 0
            : Math.max(FORGIVEN_FRAMES, Math.round(FORGIVEN_SECONDS * sampleRate));
    return new Completeness(promised, forgiven, cut, container.startsWith("mov"));
  }

  OptionalLong promisedFrames() {
    return promised;
  }

  /**
   * The sample frame, to the millisecond, from which on a codec frame that states a duration shorter than what it decodes
   * to is the last one and to be cut. In an m4a FFmpeg leaves that to the player; elsewhere it does it itself.
   */
  long exactEnd() {
    return endsExactly ? promised.orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
  }

  boolean missing(long frames) {
    return cutInside || tooShort(frames);
  }

  String explain(long frames, int sampleRate) {
    if (tooShort(frames)) {
      return "is truncated: %.2f s of the %.2f s that its header promises"
          .formatted((double) frames / sampleRate, (double) promised.getAsLong() / sampleRate);
    }
    return "is truncated: it breaks off in the middle of a page after %.2f s"
        .formatted((double) frames / sampleRate);
  }

  private boolean tooShort(long frames) {
    return promised.isPresent() && frames + forgiven < promised.getAsLong();
  }
}
