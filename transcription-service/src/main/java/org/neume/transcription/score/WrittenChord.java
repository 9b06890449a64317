package org.neume.transcription.score;

/**
 * A chord with its place and value in the score.
 *
 * @param chord its notes
 * @param end units from the start of the score, above the chord's start
 */
record WrittenChord(Chord chord, int end) {
  int start() {
    return chord.start();
  }
}
