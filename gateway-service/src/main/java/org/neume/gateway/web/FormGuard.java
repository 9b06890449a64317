package org.neume.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.GatewayConfig;
import org.neume.gateway.access.Callers;

/**
 * Asks who brings a form before it is read, and bounds what all forms take: the web layer writes them to disk
 * whole before any address hears of them. Safe for use by many threads.
 */
@ApplicationScoped
class FormGuard {
  // Behind those who find out who asks.
  private static final int BEHIND_AUTHENTICATION = 50;

  private final Callers callers;
  private final long most;
  private final ObjectMapper json;
  private final AtomicLong bytes = new AtomicLong();

  FormGuard(Callers callers, GatewayConfig config, ObjectMapper json) {
    this.callers = callers;
    this.most = config.upload().spoolBytes().asLongValue();
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEHIND_AUTHENTICATION);
  }

  private void check(RoutingContext context) {
    if (!isForm(context.request())) {
      context.next();
      return;
    }
    if (callers.guarded() && !isKnown(context)) {
      refuse(
          context,
          ProblemException.unauthorized(
                  "say who you are: send the header Authorization: Bearer KEY")
              .problem());
      return;
    }
    long length = length(context.request().getHeader("Content-Length"));
    if (bytes.addAndGet(length) > most) {
      bytes.addAndGet(-length);
      refuse(
          context,
          ProblemException.unavailable("too many forms are on their way; try again in a minute")
              .problem());
      return;
    }
    context.addEndHandler(ended -> bytes.addAndGet(-length));
    context.next();
  }

  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    return HttpMethod.POST.equals(request.method())
        && type != null
        && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  private static boolean isKnown(RoutingContext context) {
    return context.user() instanceof QuarkusHttpUser user
        && !user.getSecurityIdentity().isAnonymous();
  }

  /** Forms that do not say how long they are have been refused. */
  private static long length(@Nullable String header) {
    try {
      return header == null ? 0 : Math.max(0, Long.parseLong(header.strip()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void refuse(RoutingContext context, Problem problem) {
    try {
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader("Content-Type", Problem.MEDIA_TYPE)
          .putHeader("Connection", "close")
          .end(json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
