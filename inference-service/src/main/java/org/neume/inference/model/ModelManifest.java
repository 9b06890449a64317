package org.neume.inference.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.neume.schemas.AnalysisNames;
import org.neume.schemas.DecoderName;

/**
 * What a model folder says of its network: the contents of {@code model.json}.
 *
 * @param name the folder's name, the analysis that recordings ask for and the activation stream
 * @param version version of the weights
 * @param description one sentence for people
 * @param representation the feature stream that the network reads, for example {@code log-bands-81}
 * @param frameRate frames per second, in and out
 * @param bins values per input frame
 * @param contextBefore earlier frames that can change the output of a frame
 * @param contextAfter later frames that can change the output of a frame
 * @param windowFrames output frames per window, rising; the last is the grid of a recording, the
 *     others serve what is left at its end
 * @param inputTensor key of the input in the signature: float32 [batch, frames, bins]
 * @param outputTensor key of the output: float32 [batch, frames, outputs], probabilities
 * @param outputs names of the output columns
 * @param decoder what turns the activations into annotations: the text of a {@link DecoderName}
 * @param license SPDX identifier of the weights' license
 * @param trainingData what the network learned from
 * @param quality measured figures by name
 * @param parameters trained numbers in the network
 * @param sha256 hash of {@code saved_model/saved_model.pb}, lower-case hex
 */
public record ModelManifest(
    String name,
    String version,
    String description,
    String representation,
    double frameRate,
    int bins,
    int contextBefore,
    int contextAfter,
    List<Integer> windowFrames,
    String inputTensor,
    String outputTensor,
    List<String> outputs,
    String decoder,
    String license,
    String trainingData,
    Map<String, Double> quality,
    long parameters,
    String sha256) {

  /** Names of models: they become folder names, stream names and metric labels. */
  public static final Pattern NAME = AnalysisNames.PATTERN;

  /** The most frames, context included, that one window may have: three hours at 100 per second. */
  static final int MAX_INPUT_FRAMES = 1 << 20;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Copies the lists and checks every field; the message of the exception names field and value. */
  public ModelManifest {
    windowFrames = List.copyOf(windowFrames);
    outputs = List.copyOf(outputs);
    quality = Map.copyOf(quality);
    require(NAME.matcher(name).matches(), "name", name, "lower-case letters, digits and hyphens");
    for (String text : new String[] {version, representation, inputTensor, outputTensor, license}) {
      if (text.isBlank()) {
        throw new IllegalArgumentException(
            "version, representation, inputTensor, outputTensor and license must not be empty");
      }
    }
    require(
        frameRate > 0 && Double.isFinite(frameRate), "frameRate", frameRate, "frames per second");
    require(bins >= 1 && bins <= 65_536, "bins", bins, "1 to 65536 values per frame");
    require(contextBefore >= 0, "contextBefore", contextBefore, "0 frames or more");
    require(contextAfter >= 0, "contextAfter", contextAfter, "0 frames or more");
    require(!windowFrames.isEmpty(), "windowFrames", windowFrames, "at least one number");
    int previous = 0;
    for (int frames : windowFrames) {
      require(frames > previous, "windowFrames", windowFrames, "rising numbers above 0");
      require(
          (long) contextBefore + frames + contextAfter <= MAX_INPUT_FRAMES,
          "windowFrames",
          windowFrames,
          "at most " + MAX_INPUT_FRAMES + " frames with the context");
      previous = frames;
    }
    require(
        !outputs.isEmpty()
            && outputs.stream().noneMatch(String::isBlank)
            && new HashSet<>(outputs).size() == outputs.size(),
        "outputs",
        outputs,
        "one distinct name per column");
    DecoderName reader =
        DecoderName.named(decoder)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "decoder is %s, not one of %s".formatted(decoder, DecoderName.known())));
    require(
        reader.reads(outputs),
        "outputs",
        outputs,
        "with %s, which the decoder %s reads".formatted(reader.needs(), decoder));
    require(parameters >= 0, "parameters", parameters, "0 or more");
    require(SHA256.matcher(sha256).matches(), "sha256", sha256, "64 lower-case hex digits");
  }

  /** Output frames of a full window: the step of the grid. */
  public int hopFrames() {
    return windowFrames.get(windowFrames.size() - 1);
  }

  private static void require(boolean holds, String field, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s, not %s".formatted(field, found, expected));
    }
  }
}
