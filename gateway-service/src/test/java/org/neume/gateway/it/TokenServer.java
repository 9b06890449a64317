package org.neume.gateway.it;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** A server of OpenID Connect, as far as whoever checks its tokens asks one: discovery and keys. */
final class TokenServer implements AutoCloseable {
  private static final String KEY = "key of this server";

  private final KeyPair keys = keys();
  private final HttpServer server;

  private TokenServer(HttpServer server) {
    this.server = server;
  }

  static TokenServer start() throws IOException {
    TokenServer tokens =
        new TokenServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    tokens.serve(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\",\"token_endpoint\":\"%1$s/token\",\"authorization_endpoint\":\"%1$s/login\"}"
            .formatted(tokens.address()));
    RSAPublicKey key = (RSAPublicKey) tokens.keys.getPublic();
    tokens.serve(
        "/keys",
        "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
            .formatted(KEY, number(key.getModulus()), number(key.getPublicExponent())));
    tokens.server.start();
    return tokens;
  }

  private void serve(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  /** A number as RFC 7518 has it: its bytes without a sign. */
  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int first = bytes[0] == 0 ? 1 : 0;
    byte[] unsigned = Arrays.copyOfRange(bytes, first, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A token of this server's. */
  String token(String subject, long secondsFromNow) {
    return token(address(), subject, secondsFromNow);
  }

  /** A token that this server has signed, and that names another. */
  String token(String issuer, String subject, long secondsFromNow) {
    long now = System.currentTimeMillis() / 1_000;
    return Jwt.issuer(issuer)
        .subject(subject)
        .issuedAt(now - 60)
        .expiresAt(now + secondsFromNow)
        .jws()
        .keyId(KEY)
        .sign(keys.getPrivate());
  }

  /** From now on it does not answer. */
  void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    stop();
  }
}
