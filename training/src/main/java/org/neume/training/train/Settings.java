package org.neume.training.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings of a run by name: what the command line's {@code --set NAME=VALUE} changes. Immutable;
 * {@link #with} gives changed copies. Names that nobody added are refused.
 */
public final class Settings {
  /** No setting at all. */
  public static final Settings NONE = new Settings(Map.of());

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /** With a further setting, or another usual value of one. */
  public Settings adding(String name, Object usual) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(name, usual.toString());
    return new Settings(changed);
  }

  /**
   * With other values.
   *
   * @param arguments each {@code name=value}
   * @throws IllegalArgumentException if there is no such setting
   */
  public Settings with(List<String> arguments) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0 || !values.containsKey(argument.substring(0, equals))) {
        throw new IllegalArgumentException(
            "there is no setting %s: give name=value with one of %s"
                .formatted(argument, new TreeSet<>(values.keySet())));
      }
      changed.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new Settings(changed);
  }

  /** With other values; {@link #with(List)}. */
  public Settings with(String... arguments) {
    return with(List.of(arguments));
  }

  /** The value of a setting. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no setting " + name);
    }
    return value;
  }

  /** A whole number. */
  public int whole(String name) {
    return parsed(name, "a whole number", Integer::valueOf);
  }

  /** A whole number of any size. */
  public long wholeLong(String name) {
    return parsed(name, "a whole number", Long::valueOf);
  }

  /** A number. */
  public double number(String name) {
    return parsed(name, "a number", Double::valueOf);
  }

  /** Yes or no. */
  public boolean isYes(String name) {
    return switch (text(name)) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw refused(name, "yes or no");
    };
  }

  /** One of the constants of an enumeration, by its name in small letters. */
  public <E extends Enum<E>> E oneOf(String name, E[] choices) {
    return Arrays.stream(choices)
        .filter(choice -> lower(choice).equals(text(name)))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    name,
                    Arrays.stream(choices)
                        .map(Settings::lower)
                        .collect(Collectors.joining(" or "))));
  }

  private <T> T parsed(String name, String kind, Function<String, T> parser) {
    try {
      return parser.apply(text(name));
    } catch (NumberFormatException e) {
      throw refused(name, kind);
    }
  }

  private IllegalArgumentException refused(String name, String kind) {
    return new IllegalArgumentException(
        "the setting %s=%s is not %s".formatted(name, text(name), kind));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
