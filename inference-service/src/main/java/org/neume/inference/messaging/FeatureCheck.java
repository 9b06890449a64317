package org.neume.inference.messaging;

import org.neume.inference.model.ModelManifest;
import org.neume.inference.model.ServedModel;
import org.neume.schemas.TensorPayload;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.InvalidInputException;

/** Refuses feature blocks that a network must not see. */
final class FeatureCheck {
  private FeatureCheck() {}

  /** Checks that a stream's bins and frame rate are those that the model learned from. */
  static void fits(FeatureBlock block, ServedModel model) {
    ModelManifest manifest = model.manifest();
    if (block.getBins() != manifest.bins() || block.getFrameRate() != manifest.frameRate()) {
      throw new InvalidInputException(
          "%s has %d bins at %s frames per second, the model %s wants %d at %s: use a feature service of the same release"
              .formatted(
                  block.getStream(),
                  block.getBins(),
                  block.getFrameRate(),
                  manifest.name(),
                  manifest.bins(),
                  manifest.frameRate()));
    }
  }

  /** Checks that a block was made as the recording's first one was. */
  static void sameMake(FeatureBlock block, String provenance) {
    if (block.getFrameCount() > 0 && !block.getProvenance().equals(provenance)) {
      throw new InvalidInputException(
          "record %d of %s was made by [%s], those before by [%s]: publish the recording again under a new id"
              .formatted(
                  block.getSequence(), block.getStream(), block.getProvenance(), provenance));
    }
  }

  /** Checks that a block follows on what came before, and gives its values. */
  static float[] values(FeatureBlock block, int bins, double frameRate, long expectedFrame) {
    if (block.getBins() != bins || block.getFrameRate() != frameRate) {
      throw new InvalidInputException(
          "record %d of %s has %d bins at %s frames per second, those before had %d at %s: publish the recording again"
              .formatted(
                  block.getSequence(),
                  block.getStream(),
                  block.getBins(),
                  block.getFrameRate(),
                  bins,
                  frameRate));
    }
    if (block.getFrameCount() < 0 || block.getFirstFrame() != expectedFrame) {
      throw new InvalidInputException(
          "record %d of %s has %d frames from frame %d on, frame %d is next: publish the recording again"
              .formatted(
                  block.getSequence(),
                  block.getStream(),
                  block.getFrameCount(),
                  block.getFirstFrame(),
                  expectedFrame));
    }
    float[] values;
    try {
      values =
          TensorPayload.decode(
              block.getElementType(),
              block.getPayload(),
              Math.multiplyExact(block.getFrameCount(), block.getBins()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidInputException(
          "record %d of %s: %s".formatted(block.getSequence(), block.getStream(), e.getMessage()),
          e);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InvalidInputException(
            "record %d of %s has the value %s in frame %d: check the audio"
                .formatted(
                    block.getSequence(),
                    block.getStream(),
                    values[i],
                    expectedFrame + i / block.getBins()));
      }
    }
    return values;
  }
}
