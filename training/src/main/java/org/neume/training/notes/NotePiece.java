package org.neume.training.notes;

import java.util.List;
import org.neume.annotation.PlayedNote;

/** A piece that a note network learns from or is measured on. May be read by several threads at once. */
public interface NotePiece {

  /** What a piece is, for the report. */
  enum Kind {
    /** Rendered by us, any instruments. */
    RENDERED("rendered"),
    /** Rendered by us, a piano alone. */
    SOLO_PIANO("solo piano"),
    /** Rendered by us, random notes struck together: the slices of the first text's measures. */
    SLICES("slices"),
    /** A recording of a performance. */
    REAL("recordings");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The name in reports. */
    public String text() {
      return text;
    }
  }

  /** Name of the piece, unique within its source; the same in every run. */
  String id();

  /** What it is. */
  Kind kind();

  /** Number of feature frames, 50 per second; the center of frame n is at n / 50 s. */
  int frames();

  /**
   * Copies feature frames, 432 bins each, in order.
   *
   * @param firstFrame the first frame wanted, 0 or more
   * @param count how many frames; {@code firstFrame + count} must not exceed {@link #frames()}
   * @param target receives {@code count * 432} values
   * @param offset where in {@code target} the first value goes
   */
  void copyFrames(int firstFrame, int count, float[] target, int offset);

  /** What is played, without percussion, by onset; no two notes of one pitch overlap. */
  List<PlayedNote> notes();
}
