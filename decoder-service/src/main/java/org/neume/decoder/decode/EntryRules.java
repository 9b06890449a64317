package org.neume.decoder.decode;

/**
 * What a trellis has to heed besides the model: which entries are possible at all, and what they cost
 * more or less than the model says. Confined to one trellis.
 */
interface EntryRules {
  /** Nothing besides the model. */
  EntryRules NONE =
      new EntryRules() {
        @Override
        public boolean mayEnter(int interval, long first, int frames) {
          return true;
        }

        @Override
        public void begin(ScoreWindow window) {}

        @Override
        public void apply(
            long first,
            int frames,
            ScoreWindow window,
            BeatCandidates candidates,
            Lineage lineage,
            char[] codes) {}
      };

  /** Whether any beat of a period can begin in these frames; false saves looking for one. */
  boolean mayEnter(int interval, long first, int frames);

  /** Changes the scores of the beats that are under way before the first frame. */
  void begin(ScoreWindow window);

  /**
   * Changes the scores of the entries in the next frames.
   *
   * @param candidates the beats that end where each of the frames begins
   * @param lineage told of entries from beats that no bar goes on from
   * @param codes predecessors of the entries, {@code frames} for cell 0, then for cell 1, and so on
   */
  void apply(
      long first,
      int frames,
      ScoreWindow window,
      BeatCandidates candidates,
      Lineage lineage,
      char[] codes);
}
