package org.neume.gateway.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type always {@code about:blank}: the status tells the kind
 * @param title the status in words
 * @param status the HTTP status
 * @param detail one line: the cause and the remedy
 * @param more further members
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type, String title, int status, String detail, @JsonAnyGetter Map<String, Object> more) {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Copies the members. */
  public Problem {
    more = Map.copyOf(more);
  }
}
