package org.neume.training.render;

/**
 * What plays in a section of a composed or arranged piece.
 *
 * @param kick bass drum plays
 * @param drums the other drums play
 * @param bass bass plays
 * @param pad sustained chords play
 * @param stabs rhythmic chords play
 * @param arpeggio broken chords play
 * @param lead melody plays
 * @param buildUp a snare roll and a riser lead to the next section
 */
public record Section(
    boolean kick,
    boolean drums,
    boolean bass,
    boolean pad,
    boolean stabs,
    boolean arpeggio,
    boolean lead,
    boolean buildUp) {
  /** Drums and bass alone: what is added to a piece that has its harmony already. */
  public static final Section RHYTHM =
      new Section(true, true, true, false, false, false, false, false);

  /** Drums and bass without the bass drum. */
  public static final Section WITHOUT_KICK =
      new Section(false, true, true, false, false, false, false, false);

  /** Nothing is added. */
  public static final Section SILENT =
      new Section(false, false, false, false, false, false, false, false);
}
