package org.neume.decoder.decode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Finds the tempo of a recording, and no beats, from activations at onsets: by the autocorrelation over
 * the whole recording, as the text "Detecting Music BPM using Neural Networks" proposes.
 *
 * <p>A decision without beats leaves at every multiple of {@link TempoRule#decideFrames()}, so that a
 * successor has little to read again. The closing one carries the tempo and its alternatives.
 */
public final class AutocorrelationDecoder implements BeatDecoder {
  private static final int VERSION = 1;
  private static final int KIND = 4;

  private final TempoRule rule;
  private final LagSums sums;
  private long decided;
  private long position;
  private boolean finished;

  private AutocorrelationDecoder(TempoRule rule, LagSums sums, long decided) {
    this.rule = rule;
    this.sums = sums;
    this.decided = decided;
    this.position = decided;
  }

  /** A decoder for a recording from its first frame on. */
  public static AutocorrelationDecoder of(TempoRule rule) {
    return new AutocorrelationDecoder(rule, new LagSums(rule.longestLag()), 0);
  }

  /**
   * A decoder that goes on behind a decision, to be given the activations from the decision's end on.
   *
   * @param rule the rule that the decision was made with
   * @throws IllegalArgumentException if the point was not made by this decoder and rule
   */
  public static AutocorrelationDecoder resume(TempoRule rule, ResumePoint point) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(point.toBytes()))) {
      if (in.readUnsignedByte() != VERSION || in.readUnsignedByte() != KIND) {
        throw new IllegalArgumentException("resume point is not one of this decoder's: start over");
      }
      if (in.readInt() != fingerprint(rule)) {
        throw new IllegalArgumentException(
            "resume point was made with another rule of tempi: restore it or start over");
      }
      long end = in.readLong();
      LagSums sums = LagSums.read(in, rule.longestLag());
      if (in.read() >= 0) {
        throw new IllegalArgumentException("resume point is longer than it says: start over");
      }
      return new AutocorrelationDecoder(rule, sums, end);
    } catch (IOException e) {
      throw new IllegalArgumentException("resume point is truncated: start over", e);
    }
  }

  @Override
  public List<BeatDecision> push(float[] activations, int frames, int columns) {
    requireOpen();
    if (columns != rule.columns() || activations.length < frames * columns) {
      throw new IllegalArgumentException(
          "%d frames of %d columns in %d values; the rule is for %d columns"
              .formatted(frames, columns, activations.length, rule.columns()));
    }
    for (int i = 0; i < frames * columns; i++) {
      if (!(activations[i] >= 0 && activations[i] <= 1)) {
        throw new IllegalArgumentException(
            "activation %d is %s: it must be in 0..1".formatted(i, activations[i]));
      }
    }
    List<BeatDecision> decisions = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      for (int column = 0; column < columns; column++) {
        sums.add(activations[frame * columns + column]);
      }
      position++;
      if (position % rule.decideFrames() == 0) {
        decisions.add(
            new BeatDecision(decided, position - decided, List.of(), List.of(), resumePoint()));
        decided = position;
      }
    }
    return decisions;
  }

  @Override
  public BeatDecision finish() {
    requireOpen();
    finished = true;
    List<TempoHypothesis> tempi =
        new LagTempi(rule, sums.covariances(rule.leastOverlap())).hypotheses();
    return new BeatDecision(decided, position - decided, List.of(), tempi, ResumePoint.NONE);
  }

  @Override
  public long neededFromFrame() {
    return decided;
  }

  private ResumePoint resumePoint() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(KIND);
      out.writeInt(fingerprint(rule));
      out.writeLong(position);
      sums.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ResumePoint.of(bytes.toByteArray());
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("decoder is finished: use a new one per recording");
    }
  }

  private static int fingerprint(TempoRule rule) {
    CRC32 crc = new CRC32();
    crc.update(rule.toString().getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }
}
