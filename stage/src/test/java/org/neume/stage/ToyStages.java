package org.neume.stage;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.FeatureBlock;

/** The toy stage for tests in other packages. */
public final class ToyStages {
  private ToyStages() {}

  /** A toy stage whose blocks are computed elsewhere. */
  public static StageDefinition<AudioChunk, FeatureBlock> later(
      Function<FeatureBlock, CompletionStage<FeatureBlock>> computer) {
    return new ToyStage(computer);
  }

  /** One input. */
  public static AudioChunk chunk(String recordingId, int sequence, int content, boolean last) {
    return ToyStage.chunk(recordingId, sequence, content, last ? End.COMPLETE : End.OPEN);
  }

  /** Content that the stage refuses. */
  public static int poison() {
    return ToyStage.POISON & 0xFF;
  }
}
