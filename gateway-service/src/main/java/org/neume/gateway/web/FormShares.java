package org.neume.gateway.web;

import java.util.HashMap;
import java.util.Map;

/**
 * The disk space that forms on their way may take, of each client and in all: nobody keeps all others out.
 * Safe for use by many threads.
 */
final class FormShares {
  // Of the space, what one client may take with more than one form.
  private static final int PART = 4;

  private record Share(int forms, long bytes) {
    static final Share NONE = new Share(0, 0);
  }

  private final long most;
  private final int mostForms;
  private final Map<String, Share> shares = new HashMap<>();
  private long all;

  /**
   * Nothing is on its way yet.
   *
   * @param most bytes of all forms
   * @param mostForms forms of one client
   */
  FormShares(long most, int mostForms) {
    this.most = most;
    this.mostForms = mostForms;
  }

  /**
   * A form begins.
   *
   * @param bytes how long it says it is
   * @throws ProblemException if there is no room for it; it takes nothing then
   */
  synchronized void take(String client, long bytes) {
    Share own = shares.getOrDefault(client, Share.NONE);
    boolean tooMany = own.forms() >= mostForms;
    if (tooMany || (own.forms() > 0 && own.bytes() + bytes > most / PART)) {
      throw ProblemException.tooMany(
          "%d forms of yours are on their way already; wait until one is answered"
              .formatted(own.forms()));
    }
    if (all + bytes > most) {
      throw ProblemException.unavailable("too many forms are on their way; try again in a minute");
    }
    shares.put(client, new Share(own.forms() + 1, own.bytes() + bytes));
    all += bytes;
  }

  /** A form that was let in has ended, well or not. */
  synchronized void release(String client, long bytes) {
    all -= bytes;
    shares.computeIfPresent(
        client,
        (c, own) -> own.forms() > 1 ? new Share(own.forms() - 1, own.bytes() - bytes) : null);
  }
}
