package org.neume.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TokensTest.Guarded.class)
@DisplayName("A gateway that is guarded by tokens")
class TokensTest {
  private static final KeyPair KEYS = keys();
  private static final KeyPair OTHERS = keys();

  /** OpenID Connect with a key that is known beforehand; nobody is asked. */
  public static final class Guarded implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.oidc.tenant-enabled", "true",
          "quarkus.oidc.public-key",
              Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded()),
          "quarkus.oidc.token.issuer", "any",
          // Nothing answers there: what is tested comes before any topic.
          "kafka.bootstrap.servers", "localhost:1");
    }
  }

  @TestHTTPResource("/recordings")
  private URI recordings;

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String token(KeyPair keys, long expiresAt) {
    return Jwt.upn("singer").expiresAt(expiresAt).sign(keys.getPrivate());
  }

  private HttpResponse<String> get(String authorization) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(recordings);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static long now() {
    return System.currentTimeMillis() / 1_000;
  }

  @Test
  void letsInWhoeverHasOneThatHolds() throws IOException, InterruptedException {
    HttpResponse<String> answer = get("Bearer " + token(KEYS, now() + 600));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"recordings\":[]}");
  }

  @Test
  void tellsWhoeverHasNoneWhatToSend() throws IOException, InterruptedException {
    assertRefused(get(""));
  }

  @Test
  void refusesOneThatIsOver() throws IOException, InterruptedException {
    assertRefused(get("Bearer " + token(KEYS, now() - 600)));
  }

  @Test
  void refusesOneThatSomebodyElseSigned() throws IOException, InterruptedException {
    assertRefused(get("Bearer " + token(OTHERS, now() + 600)));
  }

  @Test
  void refusesWhatIsNone() throws IOException, InterruptedException {
    assertRefused(get("Bearer abc"));
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"status\":401").doesNotContain("Exception");
  }
}
