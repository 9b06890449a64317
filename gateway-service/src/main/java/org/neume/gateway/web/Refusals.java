package org.neume.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;

/** Answers requests that no resource gets to see, as every other refusal is told. Safe for use by many threads. */
@ApplicationScoped
class Refusals {
  private static final int UNAUTHORIZED = 401;

  private final ObjectMapper json;

  Refusals(ObjectMapper json) {
    this.json = json;
  }

  /** Refuses a request; headers that were set on its response go along. */
  void refuse(RoutingContext context, Problem problem) {
    if (problem.status() == UNAUTHORIZED) {
      context.response().putHeader("WWW-Authenticate", "Bearer realm=\"neume\"");
    }
    try {
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader("Content-Type", Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, and what is still on its way is not read: the connection ends. */
  void refuseUnread(RoutingContext context, Problem problem) {
    context.response().putHeader("Connection", "close");
    refuse(context, problem);
  }
}
