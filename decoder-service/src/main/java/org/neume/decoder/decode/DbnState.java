package org.neume.decoder.decode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DbnBeatDecoder} needs to go on behind a decision, and its bytes, big-endian:
 *
 * <pre>
 *  u8  version, 1
 *  u8  1 between passages, 2 inside one
 *  i32 fingerprint of the configuration
 *  i64 end of the decision: first frame that is not decided
 *  inside a passage only, for the entry in that frame:
 *    u16 chain
 *    u16 index of the period
 *    i64 all frames before this one were known when the decision was made
 *  tempo so far, see {@link TempoCodec}
 * </pre>
 *
 * @param end first frame that is not decided
 * @param anchor the entry in that frame, null between passages
 * @param checked frames known when the decision was made; 0 between passages
 * @param recent latest beats of the passage
 * @param sums the tempo evidence so far; not copied
 */
record DbnState(
    long end,
    @Nullable BeatEntry anchor,
    long checked,
    List<TempoCurve.Point> recent,
    TempoSums sums) {
  private static final int VERSION = 1;
  private static final int BETWEEN = 1;
  private static final int INSIDE = 2;

  /** The state before the first frame. */
  static DbnState initial(BeatNetwork network) {
    return new DbnState(0, null, 0, List.of(), new TempoSums(network.space().intervalCount()));
  }

  ResumePoint toResumePoint(BeatNetwork network) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(anchor == null ? BETWEEN : INSIDE);
      out.writeInt(network.fingerprint());
      out.writeLong(end);
      if (anchor != null) {
        out.writeShort(anchor.chain());
        out.writeShort(anchor.interval());
        out.writeLong(checked);
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
   * @throws IllegalArgumentException if it is none of this decoder and configuration
   */
  static DbnState read(ResumePoint point, BeatNetwork network) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(point.toBytes()))) {
      int version = in.readUnsignedByte();
      int kind = in.readUnsignedByte();
      if (version != VERSION || (kind != BETWEEN && kind != INSIDE)) {
        throw new IllegalArgumentException(
            "resume point of version %d, kind %d is not one of this decoder's: start over"
                .formatted(version, kind));
      }
      if (in.readInt() != network.fingerprint()) {
        throw new IllegalArgumentException(
            "resume point was made with another decoder configuration: restore it or start over");
      }
      DbnState state = readBody(in, kind, network.space());
      if (in.read() >= 0) {
        throw new IllegalArgumentException("resume point is longer than it says: start over");
      }
      return state;
    } catch (IOException e) {
      throw new IllegalArgumentException("resume point is truncated: start over", e);
    }
  }

  private static DbnState readBody(DataInputStream in, int kind, BeatStateSpace space)
      throws IOException {
    long end = in.readLong();
    BeatEntry anchor = null;
    long checked = 0;
    if (kind == INSIDE) {
      int chain = in.readUnsignedShort();
      int interval = in.readUnsignedShort();
      checked = in.readLong();
      if (chain >= space.chainCount() || interval >= space.intervalCount() || checked < end) {
        throw new IllegalArgumentException("resume point names no state: start over");
      }
      anchor = new BeatEntry(end, chain, interval);
    }
    return new DbnState(
        end,
        anchor,
        checked,
        TempoCodec.readRecent(in),
        TempoCodec.readSums(in, space.intervalCount()));
  }
}
