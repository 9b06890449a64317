package org.neume.deploy.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which settings {@code neume.*} there are: those of the interfaces that map the configuration, and
 * those that a source names in full. As patterns of variables of the environment.
 */
final class SettingNames {
  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(\\s*prefix = \"([a-z.]+)\"\\s*\\)");
  private static final Pattern LITERAL = Pattern.compile("\"(neume\\.[a-z][a-z.-]*[a-z])\"");
  private static final Pattern LINE =
      Pattern.compile("interface (\\w+) \\{|([\\w<>, ]+) (\\w+)\\(\\);|^}|^  }", Pattern.MULTILINE);

  private SettingNames() {}

  /** Every setting as the pattern of its variable's name. */
  static List<Pattern> variables() {
    List<Pattern> patterns = new ArrayList<>();
    for (String source : ProjectSources.java()) {
      Matcher mapping = MAPPING.matcher(source);
      if (mapping.find()) {
        Map<String, Map<String, String>> interfaces = interfaces(source.substring(mapping.end()));
        String top = interfaces.keySet().iterator().next();
        add(patterns, variable(mapping.group(1)), top, interfaces);
      }
      Matcher literal = LITERAL.matcher(MAPPING.matcher(source).replaceAll(""));
      while (literal.find()) {
        patterns.add(Pattern.compile(variable(literal.group(1))));
      }
    }
    return patterns;
  }

  /** How a setting is called in the environment. */
  static String variable(String setting) {
    return setting
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .replace('.', '_')
        .replace('-', '_')
        .toUpperCase(Locale.ROOT);
  }

  private static void add(
      List<Pattern> patterns,
      String prefix,
      String type,
      Map<String, Map<String, String>> interfaces) {
    interfaces
        .getOrDefault(type, Map.of())
        .forEach(
            (name, returned) -> {
              String variable = prefix + "_" + variable(name);
              if (interfaces.containsKey(returned)) {
                add(patterns, variable, returned, interfaces);
              } else {
                patterns.add(
                    Pattern.compile(variable + (returned.startsWith("Map<") ? "_\\w*" : "")));
              }
            });
  }

  /** The methods of each interface, with what they return; the outermost interface first. */
  private static Map<String, Map<String, String>> interfaces(String source) {
    Map<String, Map<String, String>> found = new LinkedHashMap<>();
    List<String> open = new ArrayList<>();
    Matcher line = LINE.matcher(source);
    while (line.find()) {
      if (line.group(1) != null) {
        open.add(line.group(1));
        found.put(line.group(1), new TreeMap<>());
      } else if (line.group(3) != null && !open.isEmpty()) {
        found.get(open.get(open.size() - 1)).put(line.group(3), line.group(2).strip());
      } else if (open.size() > 1) {
        open.remove(open.size() - 1);
      }
    }
    return found;
  }
}
