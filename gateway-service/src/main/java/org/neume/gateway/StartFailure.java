package org.neume.gateway;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Why a gateway does not start, in one line for people: the cause and the remedy. */
final class StartFailure {
  // Numbers and classes before what the configuration's own messages say.
  private static final Pattern CODES =
      Pattern.compile("([\\w.]+Exception: )?SRCFG\\d+: |Configuration validation failed:");
  private static final String SETTINGS = "gateway-service/README.md lists the settings";

  private StartFailure() {}

  /** The line for what was thrown while the gateway started. */
  static String line(Throwable failure) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (cause instanceof QuarkusBindException taken) {
        return "port %d of %s is taken: stop what listens there, or set quarkus.http.port"
            .formatted(taken.getPort(), taken.getHost());
      }
      if (cause instanceof BindException) {
        return "it cannot listen (%s): set quarkus.http.host to an address of this machine"
            .formatted(oneLine(cause));
      }
      if (cause instanceof ConfigValidationException invalid) {
        return "%s: mend it; %s".formatted(problems(invalid), SETTINGS);
      }
    }
    Throwable root = causes.get(causes.size() - 1);
    String line = oneLine(root);
    return String.valueOf(root.getMessage()).contains("SRCFG")
        ? "%s: mend it; %s".formatted(line, SETTINGS)
        : line;
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = failure; t != null && !causes.contains(t); t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  private static String problems(ConfigValidationException invalid) {
    return IntStream.range(0, invalid.getProblemCount())
        .mapToObj(i -> oneLine(String.valueOf(invalid.getProblem(i).getMessage())))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String oneLine(Throwable thrown) {
    return thrown.getMessage() == null
        ? thrown.getClass().getSimpleName()
        : oneLine(thrown.getMessage());
  }

  private static String oneLine(String message) {
    return CODES
        .matcher(message.replace("threw an Exception whilst being converted", "cannot be read:"))
        .replaceAll("")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
