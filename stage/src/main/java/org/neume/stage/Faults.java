package org.neume.stage;

import java.util.concurrent.CompletionException;

/**
 * Whose fault a failure is. What a recording's own content leads to comes again wherever the
 * recording is computed, so it has to end with that recording: were the partition stopped for it, so
 * would be every successor, with all others in it. What the process ran out of, or was told, is no
 * recording's fault: a successor may well have the right bytes.
 */
public final class Faults {
  private Faults() {}

  /**
   * Whether a failure in the computation of a recording ends that recording alone: every exception,
   * and of the errors all but those of the virtual machine (no memory, an internal error), of linking
   * (a class that is not there, or died while it was made, is so for all) and the end of a thread. A
   * stack that one recording overflows is that recording's.
   */
  public static boolean areOfOneRecording(Throwable failure) {
    Throwable own = root(failure);
    return own instanceof StackOverflowError
        || !(own instanceof VirtualMachineError
            || own instanceof LinkageError
            || own instanceof ThreadDeath);
  }

  /** The failure itself, without what futures wrap it in. */
  static Throwable root(Throwable failure) {
    Throwable t = failure;
    while (t instanceof CompletionException && t.getCause() != null) {
      t = t.getCause();
    }
    return t;
  }
}
