package org.neume.annotation.stream;

import java.util.EnumSet;
import java.util.Set;
import org.neume.schemas.DecoderName;
import org.neume.schemas.Topic;
import org.neume.schemas.Topics;

/** What can be found in a recording: each is a stream of its own, several may share a topic. */
public enum Finding {
  /** Beats and tempo. */
  BEATS,
  /** The tempo alone, from raw audio. */
  TEMPO,
  /** Notes. */
  NOTES,
  /** The score that joins beats and notes. */
  SCORE,
  /** The pitch of a single note. */
  PITCH;

  /** The findings of a topic. */
  public static Set<Finding> in(Topic topic) {
    Set<Finding> found = EnumSet.noneOf(Finding.class);
    for (Finding finding : values()) {
      if (finding.topic().equals(topic)) {
        found.add(finding);
      }
    }
    return found;
  }

  /** Where it is found. */
  public Topic topic() {
    return switch (this) {
      case BEATS, TEMPO -> Topics.BEATS;
      case NOTES, PITCH -> Topics.NOTES;
      case SCORE -> Topics.SCORES;
    };
  }

  /** The decoders that give it; none for what is not decoded from a network's activations. */
  public Set<DecoderName> decoders() {
    return switch (this) {
      case BEATS -> EnumSet.of(DecoderName.DBN, DecoderName.PEAKS);
      case TEMPO -> EnumSet.of(DecoderName.TEMPO);
      case NOTES -> EnumSet.of(DecoderName.NOTES, DecoderName.FRAMES);
      case PITCH -> EnumSet.of(DecoderName.PITCH);
      case SCORE -> EnumSet.noneOf(DecoderName.class);
    };
  }

  /** What people call it. */
  public String words() {
    return switch (this) {
      case BEATS -> "beats";
      case TEMPO -> "tempo";
      case NOTES -> "notes";
      case SCORE -> "score";
      case PITCH -> "pitch";
    };
  }
}
