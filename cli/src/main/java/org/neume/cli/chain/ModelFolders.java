package org.neume.cli.chain;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.inference.model.ModelException;
import org.neume.inference.model.ModelRepository;
import org.neume.schemas.DecoderName;

/** Where this process finds models. */
public final class ModelFolders {
  private ModelFolders() {}

  /** The models of a folder, then those that came along. */
  public static ModelRepository repository(@Nullable Path directory) {
    return new ModelRepository(directory, ModelFolders.class.getClassLoader(), cache());
  }

  /** The representation that a model reads; empty if there is no such model or it cannot be read. */
  public static Optional<String> representation(@Nullable Path directory, String model) {
    try {
      return repository(directory).find(model).map(folder -> folder.manifest().representation());
    } catch (ModelException e) {
      return Optional.empty();
    }
  }

  /** Whether a model says of frames which pitches sound, so that notes are runs of frames. */
  public static boolean saysFrames(@Nullable Path directory, String model) {
    try {
      return repository(directory)
          .find(model)
          .map(folder -> folder.manifest().decoder().equals(DecoderName.FRAMES.text()))
          .orElse(false);
    } catch (ModelException e) {
      return false;
    }
  }

  /** Where models that came along are unpacked to. */
  public static Path cache() {
    return Path.of(System.getProperty("user.home"), ".cache", "neume", "models");
  }

  /**
   * Checks that a model is there, whole and decoded by somebody, before anything is started for it.
   *
   * @param gives what is wanted of it, in words
   * @param decoders the decoders that give that
   * @throws CommandException with exit code 3 if it is not
   */
  public static void require(
      @Nullable Path directory, String model, String gives, Set<DecoderName> decoders) {
    try {
      String decoder = repository(directory).get(model).manifest().decoder();
      if (decoder.equals(DecoderName.NONE.text())) {
        throw CommandException.environment(
            "the model %s names no decoder, so it gives no %s; ask for another model"
                .formatted(model, gives));
      }
      if (decoders.stream().noneMatch(d -> d.text().equals(decoder))) {
        throw CommandException.environment(
            "the model %s names the decoder %s, so it gives no %s; ask for another model"
                .formatted(model, decoder, gives));
      }
    } catch (ModelException e) {
      throw CommandException.environment(String.valueOf(e.getMessage()), e);
    }
  }
}
