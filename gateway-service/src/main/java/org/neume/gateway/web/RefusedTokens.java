package org.neume.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;

/** Tells whoever brings a token that does not hold, as every other refusal is told. */
@ApplicationScoped
class RefusedTokens implements Handler<RoutingContext> {
  private static final int UNAUTHORIZED = 401;

  private final ObjectMapper json;

  RefusedTokens(ObjectMapper json) {
    this.json = json;
  }

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this);
  }

  @Override
  public void handle(RoutingContext context) {
    if (!(context.failure() instanceof AuthenticationFailedException)
        || context.response().ended()) {
      context.next();
      return;
    }
    Problem problem =
        ProblemException.unauthorized("the token does not hold; get another and send it again")
            .problem();
    try {
      context
          .response()
          .setStatusCode(UNAUTHORIZED)
          .putHeader("WWW-Authenticate", "Bearer realm=\"neume\"")
          .putHeader("Content-Type", Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
