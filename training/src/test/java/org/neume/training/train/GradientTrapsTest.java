package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.training.beats.BeatGraph;
import org.neume.training.beats.LossOptions;
import org.neume.training.network.BeatNetworkConfig;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;

/** Operations whose gradient in TensorFlow 2.18 is wrong, missing or very slow stay out. */
class GradientTrapsTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theTrainingGraphsUseNoOperationThatTrainsWrongly(boolean published) {
    BeatNetworkConfig config =
        published ? BeatNetworkConfig.beats2019() : BeatNetworkConfig.beats();
    try (TrainingGraph training =
        new TrainingGraph(new BeatGraph(config, LossOptions.of(config)), 1)) {
      List<NodeDef> nodes = training.graph.toGraphDef().getNodeList();
      assertThat(nodes).extracting(NodeDef::getOp).contains("Conv2D", "MaxPool", "LogSoftmax");
      assertThat(nodes).extracting(NodeDef::getOp).doesNotContain("MaxPoolV2", "MaxPoolGradV2");
      for (NodeDef node : nodes) {
        if (node.getOp().startsWith("Conv2D")) {
          assertThat(node.getAttrOrThrow("dilations").getList().getIList())
              .as("dilations of %s: their gradient ignores them", node.getName())
              .containsOnly(1L);
        }
        if (node.containsAttr("padding")) {
          assertThat(node.getAttrOrThrow("padding").getS().toStringUtf8())
              .as("padding of %s: EXPLICIT has no gradient", node.getName())
              .isIn("SAME", "VALID");
        }
      }
      training.graph.operations().forEachRemaining(GradientTrapsTest::checkShapes);
    }
  }

  private static void checkShapes(GraphOperation operation) {
    if (operation.type().equals("Conv2D")) {
      Shape kernel = operation.input(1).shape();
      assertThat(Math.max(kernel.get(0), kernel.get(1)))
          .as("kernel of %s: wider ones have a slow weight gradient", operation.name())
          .isBetween(1L, 13L);
    }
    if (operation.type().equals("LogSoftmax")) {
      assertThat(operation.output(0).shape().numDimensions())
          .as("rank of %s: the gradient is right for rank 2 only", operation.name())
          .isEqualTo(2);
    }
  }
}
