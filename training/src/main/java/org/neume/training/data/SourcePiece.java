package org.neume.training.data;

import java.nio.file.Path;

/**
 * One piece of a public collection, not yet read.
 *
 * @param id unique name, for instance {@code pop909/472}
 * @param collection where it comes from
 * @param group pieces of one group, such as remixes of one tune, never fall on both sides of a split
 * @param file what to read
 */
public record SourcePiece(String id, Collection collection, String group, Path file) {

  /** The id of the piece that a job of a plan is made from: the plans number jobs behind a {@code #}. */
  static String idOf(String job) {
    return job.substring(0, job.lastIndexOf('#'));
  }

  /** The collections, with their licenses. */
  public enum Collection {
    /** Pop songs as piano arrangements with annotated beats and chords. */
    POP909("MIT"),
    /** Drum performances to a click. */
    GROOVE("CC BY 4.0"),
    /** Sequenced game music. */
    FREEDOOM("BSD-3-Clause"),
    /** Sequenced film and game music. */
    FREE_MUSIC_MIDI("CC BY 4.0"),
    /** Recordings of film and game music. */
    FREE_MUSIC_AUDIO("CC BY 4.0"),
    /** Recordings of rhythm game music. */
    OPENTAIKO("CC BY, CC BY-SA"),
    /** Recordings of the user's own, whose names begin with their tempo. */
    NAMED_TEMPO("of the user's own"),
    /** Composed by this program. */
    COMPOSED("Apache-2.0");

    private final String license;

    Collection(String license) {
      this.license = license;
    }

    /** License of the material. */
    public String license() {
      return license;
    }

    /** Says whether these are recordings rather than scores. */
    public boolean recorded() {
      return this == FREE_MUSIC_AUDIO || this == OPENTAIKO || this == NAMED_TEMPO;
    }
  }
}
