package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neume.stage.testing.TestBroker;

@DisplayName("A gateway that asks a server of OpenID Connect")
@ExtendWith(GatewayWorld.class)
class TokensIT {
  private final TestBroker broker;

  TokensIT(TestBroker broker) {
    this.broker = broker;
  }

  @Test
  @DisplayName("lets in whoever has a token of it, each to their own recordings, and nobody else")
  void tokens() throws Exception {
    try (TokenServer server = TokenServer.start();
        TokenServer stranger = TokenServer.start();
        GatewayProcess gateway =
            GatewayProcess.start(
                broker.bootstrap(),
                "quarkus.oidc.tenant-enabled=true",
                "quarkus.oidc.auth-server-url=" + server.address())) {
      Client ann = new Client(gateway.port(), server.token("ann", 600));
      Client bob = new Client(gateway.port(), server.token("bob", 600));
      String id = ann.open("of ann", 8_000, 1, "PCM16");
      String self = "/recordings/" + id;
      expect(200, ann.putSamples(id, 0, new byte[2], false));
      // Another token of the same person's.
      expect(200, new Client(gateway.port(), server.token("ann", 500)).get(self));
      expect(404, bob.get(self));
      expect(404, bob.putSamples(id, 1, new byte[2], false));
      assertThat(expect(200, bob.get("/recordings")).path("recordings")).isEmpty();
      for (String token :
          List.of(
              server.token("ann", -600),
              server.token(stranger.address(), "ann", 600),
              stranger.token("ann", 600),
              stranger.token(server.address(), "ann", 600),
              "no.token.at-all")) {
        refused(new Client(gateway.port(), token).get(self));
      }
      refused(gateway.client().get(self));
      // Keys that are known outlast their server.
      server.stop();
      expect(200, new Client(gateway.port(), server.token("ann", 400)).get(self));
    }
  }

  private static void refused(HttpResponse<byte[]> answer) {
    expect(401, answer);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }
}
