package org.neume.annotation;

/**
 * What found the notes of a recording.
 *
 * @param analysis the analysis, which is the model's name, for example {@code notes}
 * @param provenance features, model and decoder in words, as the notes' stream gives it
 */
public record NoteAnnotator(String analysis, String provenance) {
  private static final String DECODER = "decoder=";

  /** The model with its version and hash, and the features that it read. */
  public String model() {
    int decoder = provenance.indexOf(DECODER);
    return (decoder < 0 ? provenance : provenance.substring(0, decoder)).strip();
  }

  /** The decoder with its settings; empty where the provenance has none. */
  public String decoder() {
    int decoder = provenance.indexOf(DECODER);
    return decoder < 0 ? "" : provenance.substring(decoder + DECODER.length());
  }
}
