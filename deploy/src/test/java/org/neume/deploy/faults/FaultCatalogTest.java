package org.neume.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neume.deploy.GeneratedPart;

@DisplayName("The catalog of faults")
class FaultCatalogTest {
  @Test
  @DisplayName("in docs/faults.md is what the tests say; -Dneume.generate=true writes it")
  void equal() throws IOException {
    new GeneratedPart("docs/faults.md", "faults").check(table());
  }

  @Test
  @DisplayName("names every test of faults")
  void complete() {
    assertThat(FaultsIT.class.getDeclaredMethods())
        .filteredOn(method -> method.isAnnotationPresent(Test.class))
        .allMatch(method -> method.isAnnotationPresent(Fault.class));
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| fault | promise | judge | runs |\n|---|---|---|---|\n");
    List<Method> methods =
        Arrays.stream(FaultsIT.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Fault.class))
            .sorted(Comparator.comparingInt(FaultCatalogTest::order))
            .toList();
    for (Method method : methods) {
      Fault fault = method.getAnnotation(Fault.class);
      Tag tag = method.getAnnotation(Tag.class);
      table.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  fault.what(),
                  fault.promise(),
                  fault.judge(),
                  tag == null ? "always" : "with `-Pfaults` alone"));
    }
    return table.toString();
  }

  private static int order(Method method) {
    return method.getAnnotation(Order.class).value();
  }
}
