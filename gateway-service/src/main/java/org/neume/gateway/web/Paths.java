package org.neume.gateway.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names in addresses. */
final class Paths {
  private Paths() {}

  /** A name as a part of a path. */
  static String segment(String name) {
    return parameter(name).replace("+", "%20");
  }

  /** A name as the value of a parameter. */
  static String parameter(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
