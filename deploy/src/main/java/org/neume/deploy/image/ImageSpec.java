package org.neume.deploy.image;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One image: everything about it but its base.
 *
 * @param name name and tag, for example {@code neume/feature-service:0.1.0}
 * @param title one sentence for people
 * @param layers what changes seldom comes first
 * @param entrypoint the program and its arguments; no shell reads it
 * @param environment variables that are set
 * @param port the TCP port that it listens on, or 0
 * @param folders folders that belong to the user, so that volumes mounted there do
 */
record ImageSpec(
    String name,
    String title,
    List<Layer> layers,
    List<String> entrypoint,
    Map<String, String> environment,
    int port,
    List<String> folders) {
  /** User and group of every image: nobody's in any base image. */
  static final String USER = "10001:10001";

  ImageSpec {
    layers = List.copyOf(layers);
    entrypoint = List.copyOf(entrypoint);
    // In one order in every process, which Map.copyOf is not: it is part of the image's digest.
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    folders = List.copyOf(folders);
  }
}
