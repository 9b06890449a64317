package org.neume.inference.engine;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The setting {@code neume.inference.device}: where networks run, or how long a device takes that is
 * only simulated. Immutable.
 */
public final class DeviceSetting {
  private static final Pattern SIMULATED = Pattern.compile("simulated:(\\d{1,6})ms");

  private final DeviceChoice choice;
  private final @Nullable Duration simulated;

  private DeviceSetting(DeviceChoice choice, @Nullable Duration simulated) {
    this.choice = choice;
    this.simulated = simulated;
  }

  /**
   * Reads the setting.
   *
   * @param text {@code auto}, {@code cpu}, {@code gpu}, or {@code simulated:40ms} with a time for
   *     each batch
   * @throws IllegalArgumentException in one line for anything else
   */
  public static DeviceSetting of(String text) {
    String setting = text.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = SIMULATED.matcher(setting);
    if (matcher.matches()) {
      return new DeviceSetting(
          DeviceChoice.CPU, Duration.ofMillis(Long.parseLong(matcher.group(1))));
    }
    return switch (setting) {
      case "auto" -> new DeviceSetting(DeviceChoice.AUTO, null);
      case "cpu" -> new DeviceSetting(DeviceChoice.CPU, null);
      case "gpu" -> new DeviceSetting(DeviceChoice.GPU, null);
      default ->
          throw new IllegalArgumentException(
              "neume.inference.device is %s, not auto, cpu or gpu (or, in benchmarks, simulated:40ms)"
                  .formatted(text));
    };
  }

  /** Where real networks run. */
  public DeviceChoice choice() {
    return choice;
  }

  /** How long a batch takes on a device that is only simulated; empty where networks really run. */
  public Optional<Duration> simulated() {
    return Optional.ofNullable(simulated);
  }

  @Override
  public String toString() {
    return simulated == null
        ? choice.name().toLowerCase(Locale.ROOT)
        : "simulated:%dms".formatted(simulated.toMillis());
  }
}
