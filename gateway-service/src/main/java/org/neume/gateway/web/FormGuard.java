package org.neume.gateway.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.GatewayConfig;
import org.neume.gateway.access.Caller;
import org.neume.gateway.access.Callers;
import org.neume.gateway.intake.LeastPace;

/**
 * Asks who brings a form before it is read, and bounds what forms take and how slowly they come: the web layer
 * writes them to disk whole before any address hears of them. Safe for use by many threads.
 */
@ApplicationScoped
class FormGuard {
  private static final Logger LOG = Logger.getLogger(FormGuard.class);
  // Behind those who find out who asks.
  private static final int BEHIND_AUTHENTICATION = 50;
  private static final long LOOK_MILLIS = 1_000;
  private static final SecurityIdentity ANONYMOUS =
      QuarkusSecurityIdentity.builder().setAnonymous(true).build();

  private final Callers callers;
  private final FormShares shares;
  private final Duration patience;
  private final Refusals refusals;

  FormGuard(Callers callers, GatewayConfig config, Refusals refusals) {
    this.callers = callers;
    this.shares =
        new FormShares(
            config.upload().spoolBytes().asLongValue(), config.upload().recordingsPerClient());
    this.patience = config.upload().patience();
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEHIND_AUTHENTICATION);
  }

  private void check(RoutingContext context) {
    if (!isForm(context.request())) {
      context.next();
      return;
    }
    String client =
        callers.of(identity(context), context.request()).map(Caller::client).orElse(null);
    if (client == null) {
      refusals.refuseUnread(
          context,
          ProblemException.unauthorized(
                  "say who you are: send the header Authorization: Bearer KEY")
              .problem());
      return;
    }
    long length = length(context.request().getHeader("Content-Length"));
    try {
      shares.take(client, length);
    } catch (ProblemException e) {
      refusals.refuseUnread(context, e.problem());
      return;
    }
    Pace pace = new Pace(context.request(), length);
    long timer = context.vertx().setPeriodic(LOOK_MILLIS, pace);
    context.addEndHandler(
        ended -> {
          context.vertx().cancelTimer(timer);
          shares.release(client, length);
        });
    context.next();
  }

  /** Ends the connection of a form that comes too slowly; nobody reads it whom it could be told. */
  private final class Pace implements Handler<Long> {
    private final HttpServerRequest request;
    private final long length;
    private final LeastPace pace = new LeastPace(patience);
    private long bytes;
    private long looked = System.nanoTime();

    Pace(HttpServerRequest request, long length) {
      this.request = request;
      this.length = length;
    }

    @Override
    public void handle(Long timer) {
      long now = System.nanoTime();
      long read = request.bytesRead();
      // What is done with it when it is here takes its own time.
      if (read < length) {
        try {
          pace.came(read - bytes, now - looked);
        } catch (LeastPace.TooSlowException e) {
          LOG.debug("a form is ended", e);
          Connection.of(request).cut();
        }
      }
      bytes = read;
      looked = now;
    }
  }

  private static boolean isForm(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    return HttpMethod.POST.equals(request.method())
        && type != null
        && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  private static SecurityIdentity identity(RoutingContext context) {
    return context.user() instanceof QuarkusHttpUser user ? user.getSecurityIdentity() : ANONYMOUS;
  }

  /** Forms that do not say how long they are have been refused. */
  private static long length(@Nullable String header) {
    try {
      return header == null ? 0 : Math.max(0, Long.parseLong(header.strip()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
