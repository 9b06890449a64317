package org.neume.training.recipe;

import java.nio.file.Path;
import java.util.List;

/**
 * What training data is made of, and how much of it.
 *
 * @param data folder of the collections
 * @param soundfonts soundfont files to render with; where empty, oscillators play everything
 * @param validationSoundfonts soundfont files that render the validation pieces of networks that hold
 *     sounds out; where empty, the others do
 * @param hours hours of audio
 * @param seed of everything random in it
 */
public record DataRequest(
    Path data, List<Path> soundfonts, List<Path> validationSoundfonts, double hours, long seed) {

  /** Protects the lists. */
  public DataRequest {
    soundfonts = List.copyOf(soundfonts);
    validationSoundfonts = List.copyOf(validationSoundfonts);
  }
}
