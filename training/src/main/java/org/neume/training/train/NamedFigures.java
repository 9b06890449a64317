package org.neume.training.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Figures with their names, for any network.
 *
 * @param score computes the score, which is not written
 */
public record NamedFigures(ToDoubleFunction<Map<String, Double>> score) implements FiguresFormat {
  private static final int MAGIC = 0x4E45554E;

  @Override
  public int magic() {
    return MAGIC;
  }

  @Override
  public void write(DataOutputStream out, Figures figures) throws IOException {
    out.writeInt(figures.values().size());
    for (Map.Entry<String, Double> figure : figures.values().entrySet()) {
      out.writeUTF(figure.getKey());
      out.writeDouble(figure.getValue());
    }
  }

  @Override
  public Figures read(DataInputStream in) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      values.put(in.readUTF(), in.readDouble());
    }
    return new Figures(values, score.applyAsDouble(values));
  }
}
