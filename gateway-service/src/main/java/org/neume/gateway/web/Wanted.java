package org.neume.gateway.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neume.gateway.intake.Spool;
import org.neume.gateway.intake.Wishes;
import org.neume.schemas.Lane;

/**
 * What somebody wants of a file.
 *
 * @param title what people call it
 * @param analyses what to find
 * @param wishes what is known of it beforehand
 * @param lane whether somebody waits for it
 */
record Wanted(String title, List<String> analyses, Wishes wishes, Lane lane) {
  /** As the log keeps it. */
  Map<String, String> options() {
    Map<String, String> options = new TreeMap<>(wishes.options());
    options.putAll(Spool.Order.options(lane));
    return options;
  }
}
