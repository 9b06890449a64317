package org.neume.decoder.decode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of the tempo so far in a resume point, big-endian:
 *
 * <pre>
 *  u8  number of recent beats of the passage, then for each
 *    i64 frame
 *    i32 period in frames
 *  i64 x 10 sums of the tempo evidence, see {@link TempoSums#snapshot}
 *  u16 number of periods that had beats so far, then for each
 *    u16 index of the period
 *    i64 beats
 * </pre>
 */
final class TempoCodec {
  private TempoCodec() {}

  static void write(List<TempoCurve.Point> recent, TempoSums sums, DataOutputStream out)
      throws IOException {
    out.writeByte(recent.size());
    for (TempoCurve.Point point : recent) {
      out.writeLong(point.frame());
      out.writeInt(point.period());
    }
    for (long sum : sums.snapshot()) {
      out.writeLong(sum);
    }
    int used = 0;
    for (int i = 0; i < sums.periods(); i++) {
      used += sums.beats(i) > 0 ? 1 : 0;
    }
    out.writeShort(used);
    for (int i = 0; i < sums.periods(); i++) {
      if (sums.beats(i) > 0) {
        out.writeShort(i);
        out.writeLong(sums.beats(i));
      }
    }
  }

  static List<TempoCurve.Point> readRecent(DataInputStream in) throws IOException {
    List<TempoCurve.Point> recent = new ArrayList<>();
    int count = in.readUnsignedByte();
    for (int i = 0; i < count; i++) {
      recent.add(new TempoCurve.Point(in.readLong(), in.readInt()));
    }
    return recent;
  }

  static TempoSums readSums(DataInputStream in, int periods) throws IOException {
    TempoSums sums = new TempoSums(periods);
    long[] snapshot = new long[TempoSums.snapshotLength()];
    for (int i = 0; i < snapshot.length; i++) {
      snapshot[i] = in.readLong();
    }
    sums.restore(snapshot);
    int used = in.readUnsignedShort();
    for (int i = 0; i < used; i++) {
      int period = in.readUnsignedShort();
      if (period >= periods) {
        throw new IllegalArgumentException("resume point names no beat period: start over");
      }
      sums.restoreBeats(period, in.readLong());
    }
    return sums;
  }
}
