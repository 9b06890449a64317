package org.neume.gateway.access;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.GatewayConfig;

/** Lets in whoever has a key: {@code Authorization: Bearer KEY}, or {@code X-API-Key: KEY}. */
@ApplicationScoped
public class KeyMechanism implements HttpAuthenticationMechanism {
  private static final String BEARER = "Bearer ";
  private static final int BEFORE_TOKENS = HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1_000;

  private final Keys keys;

  KeyMechanism(GatewayConfig config) {
    this.keys = new Keys(config.access().keys());
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    String key = key(context);
    return Uni.createFrom()
        .item(
            key == null
                ? null
                : keys.name(key)
                    .<SecurityIdentity>map(
                        name ->
                            QuarkusSecurityIdentity.builder()
                                .setPrincipal(new QuarkusPrincipal("key " + name))
                                .build())
                    .orElse(null));
  }

  private static @Nullable String key(RoutingContext context) {
    String authorization = context.request().getHeader("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }
    return context.request().getHeader("X-API-Key");
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"neume\""));
  }

  @Override
  public int getPriority() {
    return BEFORE_TOKENS;
  }
}
