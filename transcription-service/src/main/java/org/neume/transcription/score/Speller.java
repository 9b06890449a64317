package org.neume.transcription.score;

/**
 * Spells pitches by the key: of the twelve neighbors on the line of fifths from three below the
 * major tonic of the signature to eight above it. Those are the seven of the scale, the flat
 * third, seventh and sixth's neighbors below, and the raised fourth, first and fifth above, the
 * leading tone of the relative minor among them. One pitch class has one spelling in a piece, so the
 * accidentals of a measure agree.
 */
final class Speller {
  private static final int LOWEST = -3;

  private final int signature;

  Speller(KeySignature key) {
    this.signature = key.fifths();
  }

  SpelledPitch spell(int midi) {
    int lowest = signature + LOWEST;
    int place = lowest + Math.floorMod(midi * 7 - lowest, 12);
    return SpelledPitch.onLine(midi, place);
  }
}
