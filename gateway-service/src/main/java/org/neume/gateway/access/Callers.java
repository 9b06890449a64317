package org.neume.gateway.access;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.neume.gateway.GatewayConfig;

/**
 * Tells callers apart: by key or token where that is set up, by network address for limits where it is
 * not. Without keys or OpenID Connect the gateway listens on this machine alone, unless it is told that
 * something else guards it. Safe for use by many threads.
 */
@ApplicationScoped
public class Callers {
  private final GatewayConfig config;
  private final boolean tokens;
  private final boolean listens;
  private final String host;

  Callers(GatewayConfig config, Config all) {
    this.config = config;
    this.tokens = all.getOptionalValue("quarkus.oidc.tenant-enabled", Boolean.class).orElse(false);
    this.listens = all.getOptionalValue("quarkus.http.host-enabled", Boolean.class).orElse(true);
    this.host = all.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0");
  }

  void start(@Observes StartupEvent event) {
    // A wrong hash is refused now, and not when the first key comes.
    var unused = new Keys(config.access().keys());
    boolean guarded = guarded() || config.access().open() || config.access().thisMachine();
    if (config.enabled() && listens && !guarded && !isThisMachine(host)) {
      throw new IllegalStateException(
          "the gateway would let everybody in on %s: set neume.gateway.access.keys, or OpenID Connect, or neume.gateway.access.open=true where something else guards it"
              .formatted(host));
    }
  }

  private static boolean isThisMachine(String host) {
    try {
      boolean tested = LaunchMode.current() != LaunchMode.NORMAL;
      return (tested && host.equals("0.0.0.0")) || InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether anybody on this machine is let in, and nobody else. */
  public boolean thisMachineAlone() {
    return !guarded() && !config.access().open();
  }

  /** Whether this machine reaches the gateway through a container's network, and others in it could. */
  public boolean inContainer() {
    return config.access().thisMachine();
  }

  /** Whether callers have to say who they are. */
  public boolean guarded() {
    return tokens || !config.access().keys().isEmpty();
  }

  /** Who asks; empty where they have to say so and do not. */
  public Optional<Caller> of(SecurityIdentity identity, HttpServerRequest request) {
    SocketAddress address = request.remoteAddress();
    String host = address == null ? null : address.hostAddress();
    return of(identity, host == null ? "" : host);
  }

  /**
   * Who asks; empty where they have to say so and do not.
   *
   * @param address where they ask from, without a port
   */
  public Optional<Caller> of(SecurityIdentity identity, String address) {
    if (!guarded()) {
      return Optional.of(new Caller("", "address " + address));
    }
    if (identity.isAnonymous()) {
      return Optional.empty();
    }
    String owner = Keys.sha256(name(identity).getBytes(StandardCharsets.UTF_8));
    return Optional.of(new Caller(owner, owner));
  }

  /** What tells a caller apart for good: names may be chosen, changed and given to others. */
  private static String name(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken token
        ? "token %s %s".formatted(token.getIssuer(), token.getSubject())
        : identity.getPrincipal().getName();
  }
}
