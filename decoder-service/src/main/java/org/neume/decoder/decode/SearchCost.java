package org.neume.decoder.decode;

/**
 * What a search through a network costs: for each frame, the pairs of periods that may follow each other
 * in each beat of each bar; and the cells whose scores are held. Immutable.
 *
 * @param perFrame candidates looked at for each frame
 * @param cells beats of bars times periods
 */
record SearchCost(long perFrame, int cells) {
  /** About ten seconds of one processor. */
  private static final double MOST = 2e10;

  /** About 50 MB. */
  private static final int MOST_CELLS = 10_000;

  /** What a correction may cost in any case, for a recording as long as may be. */
  private static final int TIMES_ITS_OWN = 4;

  static SearchCost of(BeatStateSpace space, TempoTransitions tempo) {
    long pairs = 0;
    for (int to = 0; to < space.intervalCount(); to++) {
      pairs += tempo.lastSource(to) - tempo.firstSource(to) + 1L;
    }
    return new SearchCost(pairs * space.chainCount(), space.cellCount());
  }

  /**
   * Whether somebody may be made to wait for it.
   *
   * @param own what the recording cost without constraints
   */
  boolean isTooMuch(SearchCost own, long frames) {
    boolean tooLong = (double) perFrame * frames > MOST && perFrame > TIMES_ITS_OWN * own.perFrame;
    return tooLong || (cells > MOST_CELLS && cells > TIMES_ITS_OWN * own.cells);
  }
}
