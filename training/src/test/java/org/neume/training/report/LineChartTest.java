package org.neume.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class LineChartTest {
  @Test
  void drawsTheHighestValueHighestAndLeavesGapsOut() throws Exception {
    LineChart chart =
        new LineChart(
            "loss < 1 & falling",
            0,
            List.of(
                new Curve("a", List.of(1.0, Double.NaN, 0.0)),
                new Curve("nothing", List.of(Double.NaN))));

    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(chart.toSvg())));

    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    String points = ((Element) svg.getElementsByTagName("polyline").item(0)).getAttribute("points");
    List<Double> numbers =
        Pattern.compile("[ ,]").splitAsStream(points).map(Double::valueOf).toList();
    assertThat(numbers).hasSize(4);
    assertThat(numbers.get(1)).isLessThan(numbers.get(3));
    assertThat(numbers.get(0)).isLessThan(numbers.get(2));
    assertThat(svg.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("loss < 1 & falling");
    assertThat(chart.toSvg()).contains(">0</text>").contains(">epoch 2</text>");
  }
}
