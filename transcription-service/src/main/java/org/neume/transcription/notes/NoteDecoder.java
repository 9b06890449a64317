package org.neume.transcription.notes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.neume.annotation.PlayedNote;

/**
 * Turns the note activations of one recording into notes while the frames arrive.
 *
 * <p>Notes leave whole and in order of onset. A note that sounds holds back those that begin behind
 * it, so the order costs at most {@link NoteSettings#maximumSeconds()}, at which a note is cut. What is
 * final is looked at behind every {@link NoteSettings#decideSeconds()} of frames, counted from the
 * recording's beginning. The decisions are a function of the activations and the settings alone: how
 * the frames were cut into pushes changes nothing.
 *
 * <p>An instance serves one recording and is confined to one thread at a time. Bytes of a resume point,
 * big-endian:
 *
 * <pre>
 *  u8  version, 2
 *  i32 fingerprint of the settings
 *  i64 frames that were gone through
 *  i64 end of the decision
 *  i32 number of notes that wait, then for each
 *    f64 onset, f64 offset, both in frames, u8 key, f64 velocity, f64 confidence
 *  what the method adds about sounding notes
 * </pre>
 */
public final class NoteDecoder {
  private static final int VERSION = 2;

  /**
   * The most notes that may wait for one that still sounds: no music has as many, and more would not
   * fit into a resume point of ordinary size (33 bytes each).
   */
  static final int MOST_WAITING = 4_096;

  private final NoteSettings settings;
  private final NoteForming forming;
  private final NoteActivations activations;
  private final PriorityQueue<FormedNote> waiting = new PriorityQueue<>(FormedNote.ORDER);
  private final int context;
  private long next;
  private long decided;
  private long neededFrom;
  private boolean finished;
  private @Nullable String failure;

  private NoteDecoder(NoteSettings settings, NoteForming forming, long next, long decided) {
    this.settings = settings;
    this.forming = forming;
    this.next = next;
    this.decided = decided;
    context = settings.contextFrames();
    neededFrom = Math.max(0, next - context);
    activations = new NoteActivations(neededFrom);
  }

  /** A decoder for a recording from its first frame on. */
  public static NoteDecoder of(NoteSettings settings) {
    return new NoteDecoder(settings, NoteForming.of(settings), 0, 0);
  }

  /**
   * A decoder that goes on behind a decision, to be given the activations from {@link
   * NoteDecision#neededFrom()} on.
   *
   * @param settings the settings that the decision was made with
   * @throws IllegalArgumentException if the point was not made by this decoder and settings
   */
  public static NoteDecoder resume(NoteSettings settings, NoteResume point) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(point.toBytes()))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "resume point of version %d is not one of this decoder's: start over"
                .formatted(version));
      }
      if (in.readInt() != settings.fingerprint()) {
        throw new IllegalArgumentException(
            "resume point was made with other note settings: restore them or start over");
      }
      long next = in.readLong();
      long decided = in.readLong();
      NoteForming forming = NoteForming.of(settings);
      NoteDecoder decoder = new NoteDecoder(settings, forming, next, decided);
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        decoder.waiting.add(FormedNote.read(in));
      }
      forming.read(in);
      if (in.read() >= 0) {
        throw new IllegalArgumentException("resume point is longer than it says: start over");
      }
      return decoder;
    } catch (IOException e) {
      throw new IllegalArgumentException("resume point is truncated: start over", e);
    }
  }

  /**
   * Applies the next frames.
   *
   * @param values {@code frames} rows of {@link NoteActivations#COLUMNS} values in 0..1, row-major,
   *     each row 88 onset posteriors, 88 frame posteriors and 88 velocities; read during the call only
   * @param frames rows to apply, 0 or more
   * @return what these frames decide, in order; often empty. Where the decoder cannot go on behind some
   *     of them, what was decided before: {@link #failure} says so then, and every further call throws
   * @throws IllegalArgumentException if a value is not in 0..1 or the array is shorter than the rows
   *     announced; the decoder is unchanged. Also after a {@link #failure}
   * @throws IllegalStateException after {@link #finish}
   */
  public List<NoteDecision> push(float[] values, int frames) {
    requireOpen();
    NoteActivations.check(values, frames);
    List<NoteDecision> decisions = new ArrayList<>();
    for (int row = 0; row < frames; row++) {
      activations.add(values, row);
      if (next + context < activations.end()) {
        step();
        if (failure != null) {
          break;
        }
        if (next % settings.decideFrames() == 0) {
          decide(decisions);
        }
      }
      // Amortized: dropping moves what is left.
      if (row % 32 == 31) {
        activations.dropBefore(next - context);
      }
    }
    activations.dropBefore(next - context);
    return decisions;
  }

  /**
   * Why the decoder cannot go on, in one line with what helps: more notes began while one sounds than
   * any music has. Null while it can.
   */
  public @Nullable String failure() {
    return failure;
  }

  /**
   * Ends the recording behind the last frame pushed.
   *
   * @return the closing decision, which covers every frame that was still open, perhaps none, and ends
   *     what still sounds there
   * @throws IllegalArgumentException after a {@link #failure}, or if one arises here
   * @throws IllegalStateException if called twice, or on a decoder that was resumed and has not been
   *     given all frames that its predecessor had seen
   */
  public NoteDecision finish() {
    requireOpen();
    if (activations.end() < next) {
      throw new IllegalStateException(
          "the recording had %d frames already, %d were given again"
              .formatted(next, activations.end()));
    }
    finished = true;
    while (next < activations.end()) {
      step();
      requireGoing();
    }
    forming.end(next, waiting::add);
    List<PlayedNote> notes = new ArrayList<>();
    while (!waiting.isEmpty()) {
      notes.add(waiting.remove().played(settings.frameRate()));
    }
    long first = decided;
    decided = Math.max(decided, next);
    neededFrom = decided;
    return new NoteDecision(first, decided - first, notes, neededFrom, NoteResume.NONE);
  }

  /**
   * The first frame whose activations a decoder needs that resumes from the last decision returned, or
   * from the beginning if there is none. Never decreases.
   */
  public long neededFromFrame() {
    return neededFrom;
  }

  private void step() {
    forming.step(next, activations, waiting::add);
    if (waiting.size() > MOST_WAITING) {
      failure =
          "more than %d notes begin by frame %d while one sounds: check the network, or raise neume.notes.%s"
              .formatted(MOST_WAITING, next, decisiveThreshold());
    }
    next++;
  }

  /** The threshold that says how many notes begin. */
  private String decisiveThreshold() {
    return settings.method() == NoteMethod.RUNS ? "frame-threshold" : "onset-threshold";
  }

  /** Lets go what is final; says nothing while a sounding note holds everything back. */
  private void decide(List<NoteDecision> decisions) {
    long end = (long) Math.floor(forming.earliest(next));
    if (end <= decided) {
      return;
    }
    List<PlayedNote> notes = new ArrayList<>();
    while (!waiting.isEmpty() && waiting.element().onset() < end) {
      notes.add(waiting.remove().played(settings.frameRate()));
    }
    long first = decided;
    decided = end;
    neededFrom = Math.max(0, next - context);
    decisions.add(new NoteDecision(first, end - first, notes, neededFrom, resumePoint()));
  }

  private NoteResume resumePoint() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(settings.fingerprint());
      out.writeLong(next);
      out.writeLong(decided);
      out.writeInt(waiting.size());
      for (FormedNote note : waiting.stream().sorted(FormedNote.ORDER).toList()) {
        note.write(out);
      }
      forming.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return NoteResume.of(bytes.toByteArray());
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("decoder is finished: use a new one per recording");
    }
    requireGoing();
  }

  private void requireGoing() {
    if (failure != null) {
      throw new IllegalArgumentException(failure);
    }
  }
}
