package org.neume.training.notes;

import java.util.List;
import java.util.Optional;
import org.neume.training.network.Dropout;
import org.neume.training.network.ExportableNetwork;
import org.neume.training.network.NoteNetwork;
import org.neume.training.network.NoteNetworkConfig;
import org.neume.training.network.WeightLayout;
import org.neume.training.network.WeightSource;
import org.neume.training.train.TrainableNetwork;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A note network as it is trained.
 *
 * @param config its shape
 * @param options what is minimized
 */
public record NoteGraph(NoteNetworkConfig config, NoteLossOptions options)
    implements TrainableNetwork {

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public int width() {
    return config.width();
  }

  @Override
  public WeightLayout layout() {
    return config.layout();
  }

  @Override
  public Optional<ExportableNetwork> shallower() {
    return config.shallower();
  }

  @Override
  public double dropout() {
    return config.dropout();
  }

  @Override
  public Operand<TFloat32> activations(Ops tf, Operand<TFloat32> features, WeightSource weights) {
    return config.activations(tf, features, weights);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(
        Shape.of(-1, -1, NoteNetworkConfig.BINS), Shape.of(-1, -1, NoteNetworkConfig.OUTPUTS));
  }

  @Override
  public Operand<TFloat32> loss(
      Ops tf, List<? extends Operand<TFloat32>> inputs, WeightSource weights, Dropout dropout) {
    Operand<TFloat32> logits = NoteNetwork.logits(tf, inputs.get(0), config, weights, dropout);
    return new NoteLoss(tf, options).of(logits, inputs.get(1));
  }
}
