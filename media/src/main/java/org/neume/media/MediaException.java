package org.neume.media;

import java.io.IOException;

/**
 * Audio that cannot be read, or not to its end. The message is one line that names the input, the cause and the
 * remedy, fit to be shown to a user as it is.
 */
public final class MediaException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, for programs. */
  public enum Kind {
    /** There is no such file, or it must not be read. */
    NOT_FOUND,
    /** A folder, device or the like. */
    NOT_A_FILE,
    /** No bytes, or a header without samples. */
    EMPTY,
    /** Not a container or codec that is read here, a text file for instance. */
    NOT_AUDIO,
    /** A film without sound. */
    NO_AUDIO,
    /** Protected by encryption or digital rights management. */
    ENCRYPTED,
    /** A header that promises the impossible: no channels, 1 Hz. */
    ABSURD,
    /** Samples that are no numbers or far beyond full scale. */
    BAD_SAMPLES,
    /** Ends before its header says; thrown only after every sample that was there has been delivered. */
    TRUNCATED,
    /** Does not decode. */
    DAMAGED,
    /** The disk, the network or the pipe failed. */
    IO,
    /** Decodes to more audio than is allowed; what was within the limit has been delivered. */
    TOO_LONG,
    /** Needs more time to decode than is allowed. */
    TOO_SLOW,
    /** Needs more memory to decode than is allowed. */
    TOO_LARGE,
    /** The process that decoded it ended by a fault or was killed. */
    CRASHED
  }

  private final Kind kind;
  private final String problem;
  private final String remedy;

  /** One line, composed as {@code name: cause; remedy}. */
  public MediaException(Kind kind, String name, String cause, String remedy) {
    super(name + ": " + cause + "; " + remedy);
    this.kind = kind;
    this.problem = cause;
    this.remedy = remedy;
  }

  /** As above, keeping the failure underneath. */
  public MediaException(Kind kind, String name, String cause, String remedy, Throwable underneath) {
    super(name + ": " + cause + "; " + remedy, underneath);
    this.kind = kind;
    this.problem = cause;
    this.remedy = remedy;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The middle of the message: what is wrong with the input, without its name. */
  public String problem() {
    return problem;
  }

  /** The end of the message: what to do about it. */
  public String remedy() {
    return remedy;
  }
}
