package org.neume.gateway.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.access.Callers;

/**
 * Keeps pages of other sites out of a gateway that lets in whoever is on this machine: a browser on it
 * would let them in, by a name of theirs that leads here, by a form, or by a WebSocket, which asks for no
 * permission. Where callers say who they are, a page of another site cannot.
 */
@ApplicationScoped
class SameSite {
  private static final int EARLY = 1_000;
  private static final int FORBIDDEN = 403;
  private static final String METRICS = "/q/metrics";
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Callers callers;
  private final Refusals refusals;
  private final boolean otherOrigins;

  SameSite(Callers callers, Refusals refusals, Config config) {
    this.callers = callers;
    this.refusals = refusals;
    this.otherOrigins =
        config.getOptionalValue("quarkus.http.cors.enabled", Boolean.class).orElse(false);
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  private void check(RoutingContext context) {
    String problem =
        callers.guarded() || isMeasured(context.request())
            ? null
            : problem(
                host(context.request()),
                otherOrigins ? null : context.request().getHeader("Origin"),
                callers.thisMachineAlone());
    if (problem == null) {
      context.next();
      return;
    }
    refusals.refuse(context, new Problem("about:blank", "Forbidden", FORBIDDEN, problem, Map.of()));
  }

  /** A neighbor in the container's network that collects figures, by the container's name. */
  private boolean isMeasured(HttpServerRequest request) {
    return callers.inContainer() && METRICS.equals(request.path());
  }

  /**
   * What is wrong with a request to this machine, in one line; null if nothing.
   *
   * @param host name and port that the request is meant for
   * @param origin where the page comes from that makes it; null if no page does, or any may
   * @param here whether only this machine is served
   */
  static @Nullable String problem(@Nullable String host, @Nullable String origin, boolean here) {
    String name = host == null ? "localhost" : name(host);
    if (here && !HERE.contains(name)) {
      return "this gateway serves this machine alone: ask for localhost, or set up keys";
    }
    if (origin == null || origin.equals("http://" + host) || origin.equals("https://" + host)) {
      return null;
    }
    return "pages of other sites may not ask here: set quarkus.http.cors.enabled and quarkus.http.cors.origins for those that may";
  }

  /** What a request is meant for. HTTP/2 has no header for it. */
  private static @Nullable String host(HttpServerRequest request) {
    String header = request.getHeader("Host");
    HostAndPort authority = header == null ? request.authority() : null;
    if (authority == null) {
      return header;
    }
    return authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
  }

  private static String name(String host) {
    try {
      String name = URI.create("http://" + host).getHost();
      return name == null ? "" : name.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
