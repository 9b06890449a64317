package org.neume.gateway.web;

import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells whoever brings a token that does not hold, as every other refusal is told. */
@ApplicationScoped
class RefusedTokens implements Handler<RoutingContext> {
  private final Refusals refusals;

  RefusedTokens(Refusals refusals) {
    this.refusals = refusals;
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
    refusals.refuse(context, problem);
  }
}
