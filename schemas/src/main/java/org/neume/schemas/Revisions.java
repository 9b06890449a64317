package org.neume.schemas;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the streams of corrected results are named: the stream that was corrected, an at sign, and the
 * revision, for example {@code beats@3}. Analyses' names have no at sign ({@link AnalysisNames}), so
 * that whoever wants what the chain found by itself passes over every stream that has one.
 */
public final class Revisions {
  /** The revision that the chain found by itself, in the stream without an at sign. */
  public static final int ORIGINAL = 0;

  private static final char SIGN = '@';
  private static final Pattern NAME =
      Pattern.compile("(" + AnalysisNames.PATTERN.pattern() + ")" + SIGN + "([1-9][0-9]{0,8})");

  private Revisions() {}

  /**
   * The stream of a revision.
   *
   * @param stream the stream that was corrected
   * @param revision from 0, which is that stream itself, to 999,999,999
   */
  public static String of(String stream, int revision) {
    if (revision == ORIGINAL) {
      return stream;
    }
    String name = stream + SIGN + revision;
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          "there is no revision %d of a stream [%s]".formatted(revision, stream));
    }
    return name;
  }

  /** Whether a stream is none that the chain found by itself, well named or not. */
  public static boolean isRevision(String stream) {
    return stream.indexOf(SIGN) >= 0;
  }

  /** Whether a stream is named as a revision from 1 on is. */
  public static boolean isValid(String stream) {
    return NAME.matcher(stream).matches();
  }

  /** The stream that was corrected: what is before the at sign, or all where there is none. */
  public static String original(String stream) {
    int sign = stream.indexOf(SIGN);
    return sign < 0 ? stream : stream.substring(0, sign);
  }

  /** The number of the revision; 0 of a stream without one, or with one that is no number. */
  public static int number(String stream) {
    Matcher name = NAME.matcher(stream);
    return name.matches() ? Integer.parseInt(name.group(2)) : ORIGINAL;
  }
}
