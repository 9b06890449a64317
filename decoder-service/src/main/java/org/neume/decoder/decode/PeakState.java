package org.neume.decoder.decode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What {@link PeakPickingDecoder} needs to go on behind a decision, and its bytes, big-endian:
 *
 * <pre>
 *  u8  version, 1
 *  u8  3
 *  i32 fingerprint of the rule
 *  i64 end of the decision: first frame that is not decided
 *  i32 beats of the last full bar, 0 if there was none
 *  i32 beats of the bar under way that have left already
 *  u8  number of frames before the end that are told here, then for each, in order of time
 *    f32 beat activation
 *    f32 downbeat activation
 *  tempo so far, see {@link TempoCodec}
 * </pre>
 *
 * @param end first frame that is not decided
 * @param before activations, of which those just before the end matter; not copied
 * @param barLength beats of the last full bar, 0 if there was none
 * @param given beats of the bar under way that have left already
 * @param recent latest beats of the passage
 * @param sums the tempo evidence so far; not copied
 */
record PeakState(
    long end,
    Activations before,
    int barLength,
    int given,
    List<TempoCurve.Point> recent,
    TempoSums sums) {
  private static final int VERSION = 1;
  private static final int KIND = 3;

  /** The state before the first frame. */
  static PeakState initial(PeakRule rule) {
    TempoSums sums = new TempoSums(PeakAssembler.periods(rule).length);
    return new PeakState(0, new Activations(0), 0, 0, List.of(), sums);
  }

  ResumePoint toResumePoint(PeakRule rule) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(KIND);
      out.writeInt(fingerprint(rule));
      out.writeLong(end);
      out.writeInt(barLength);
      out.writeInt(given);
      long first = Math.max(before.first(), end - PeakFinder.context(rule));
      out.writeByte((int) (end - first));
      for (long frame = first; frame < end; frame++) {
        out.writeFloat(before.beat(frame));
        out.writeFloat(before.downbeat(frame));
      }
      TempoCodec.write(recent, sums, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ResumePoint.of(bytes.toByteArray());
  }

  /**
   * Reads a resume point.
   *
   * @throws IllegalArgumentException if it is none of this decoder and rule
   */
  static PeakState read(ResumePoint point, PeakRule rule) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(point.toBytes()))) {
      int version = in.readUnsignedByte();
      int kind = in.readUnsignedByte();
      if (version != VERSION || kind != KIND) {
        throw new IllegalArgumentException(
            "resume point of version %d, kind %d is not one of this decoder's: start over"
                .formatted(version, kind));
      }
      if (in.readInt() != fingerprint(rule)) {
        throw new IllegalArgumentException(
            "resume point was made with another peak rule: restore it or start over");
      }
      long end = in.readLong();
      int barLength = in.readInt();
      int given = in.readInt();
      int frames = in.readUnsignedByte();
      Activations before = new Activations(end - frames);
      for (int i = 0; i < frames; i++) {
        before.add(in.readFloat(), in.readFloat());
      }
      List<TempoCurve.Point> recent = TempoCodec.readRecent(in);
      TempoSums sums = TempoCodec.readSums(in, PeakAssembler.periods(rule).length);
      if (in.read() >= 0) {
        throw new IllegalArgumentException("resume point is longer than it says: start over");
      }
      return new PeakState(end, before, barLength, given, recent, sums);
    } catch (IOException e) {
      throw new IllegalArgumentException("resume point is truncated: start over", e);
    }
  }

  private static int fingerprint(PeakRule rule) {
    String text =
        "%s %s %s %d %d %d %d"
            .formatted(
                rule.frameRate(),
                rule.bars(),
                rule.threshold(),
                rule.reachFrames(),
                rule.gapFrames(),
                rule.maxBeats(),
                rule.idleFrames());
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }
}
