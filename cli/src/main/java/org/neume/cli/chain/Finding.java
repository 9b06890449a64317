package org.neume.cli.chain;

import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/** What can be found in a recording, each in a topic of its own. */
public enum Finding {
  /** Beats and tempo. */
  BEATS,
  /** Notes. */
  NOTES,
  /** The score that joins both. */
  SCORE;

  /** Where it is found. */
  public Topic topic() {
    return switch (this) {
      case BEATS -> Topics.BEATS;
      case NOTES -> Topics.NOTES;
      case SCORE -> Topics.SCORES;
    };
  }

  /** What people call it. */
  public String words() {
    return switch (this) {
      case BEATS -> "beats";
      case NOTES -> "notes";
      case SCORE -> "score";
    };
  }
}
