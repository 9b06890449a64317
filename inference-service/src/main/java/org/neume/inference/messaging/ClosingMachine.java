package org.neume.inference.messaging;

import java.util.List;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.FeatureBlock;
import org.neume.stage.Emission;
import org.neume.stage.RecordingMachine;

/**
 * Passes the end of a recording on of which nothing was computed: every stream ends with the one
 * record that there is.
 *
 * @param closings the records
 */
record ClosingMachine(List<ActivationBlock> closings)
    implements RecordingMachine<FeatureBlock, ActivationBlock> {
  @Override
  public List<Emission<ActivationBlock>> apply(FeatureBlock input) {
    return closings.stream().map(c -> Emission.of(c, input.getSequence() + 1)).toList();
  }
}
