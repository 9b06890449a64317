package org.neume.inference.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A failure that ends the loading of models")
class ModelLoadingFailureTest {
  @Test
  @DisplayName("for want of memory says in one line how to give more")
  void memory() {
    assertThat(ModelHost.failure(new OutOfMemoryError("Java heap space")))
        .isEqualTo(
            "the models do not fit into memory (Java heap space): raise -Xmx or the container's"
                + " limit");
  }

  @Test
  @DisplayName("for any other reason is named in one line, however long its message")
  void others() {
    assertThat(ModelHost.failure(new NoClassDefFoundError("org/tensorflow/Graph\nand more")))
        .isEqualTo(
            "the models cannot be loaded (NoClassDefFoundError: org/tensorflow/Graph):"
                + " check the installation, then report what follows");
    assertThat(ModelHost.failure(new StackOverflowError())).hasLineCount(1);
  }
}
