package org.neume.decoder.decode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
 *  u8  number of recent beats of the passage, then for each
 *    i64 frame
 *    i32 decoded period in frames
 *  i64 x 10 sums of the tempo evidence, see {@link TempoSums#snapshot}
 *  u16 number of periods decoded so far, then for each
 *    u16 index of the period
 *    i64 beats
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
      out.writeByte(recent.size());
      for (TempoCurve.Point point : recent) {
        out.writeLong(point.frame());
        out.writeInt(point.period());
      }
      writeSums(out, network.space().intervalCount());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ResumePoint.of(bytes.toByteArray());
  }

  private void writeSums(DataOutputStream out, int intervals) throws IOException {
    for (long sum : sums.snapshot()) {
      out.writeLong(sum);
    }
    int decoded = 0;
    for (int i = 0; i < intervals; i++) {
      decoded += sums.beats(i) > 0 ? 1 : 0;
    }
    out.writeShort(decoded);
    for (int i = 0; i < intervals; i++) {
      if (sums.beats(i) > 0) {
        out.writeShort(i);
        out.writeLong(sums.beats(i));
      }
    }
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
    List<TempoCurve.Point> recent = new ArrayList<>();
    int count = in.readUnsignedByte();
    for (int i = 0; i < count; i++) {
      recent.add(new TempoCurve.Point(in.readLong(), in.readInt()));
    }
    return new DbnState(end, anchor, checked, recent, readSums(in, space.intervalCount()));
  }

  private static TempoSums readSums(DataInputStream in, int intervals) throws IOException {
    TempoSums sums = new TempoSums(intervals);
    long[] snapshot = new long[TempoSums.snapshotLength()];
    for (int i = 0; i < snapshot.length; i++) {
      snapshot[i] = in.readLong();
    }
    sums.restore(snapshot);
    int decoded = in.readUnsignedShort();
    for (int i = 0; i < decoded; i++) {
      int interval = in.readUnsignedShort();
      if (interval >= intervals) {
        throw new IllegalArgumentException("resume point names no period: start over");
      }
      sums.restoreBeats(interval, in.readLong());
    }
    return sums;
  }
}
