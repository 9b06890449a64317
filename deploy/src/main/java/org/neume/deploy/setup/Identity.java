package org.neume.deploy.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A key and the certificates that say whose it is, as Kafka's clients and brokers read them from one
 * PEM file (KIP-651).
 *
 * @param key on the curve P-256
 * @param chain its own certificate first, the authority's last
 */
record Identity(PrivateKey key, List<X509Certificate> chain) {
  private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String KEY_END = "-----END PRIVATE KEY-----\n";
  private static final int LINE = 64;

  Identity {
    chain = List.copyOf(chain);
  }

  /** Whether it will still be good when somebody looks again. */
  boolean lasts(long days) {
    Instant end = chain.get(0).getNotAfter().toInstant();
    return end.isAfter(Instant.now().plus(days, ChronoUnit.DAYS));
  }

  /** Whether the authority made it. */
  boolean isOf(X509Certificate authority) {
    try {
      chain.get(0).verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The key and the chain. */
  String pem() throws GeneralSecurityException {
    StringBuilder text = new StringBuilder(KEY_BEGIN);
    text.append(lines(key.getEncoded())).append(KEY_END);
    for (X509Certificate certificate : chain) {
      text.append(pem(certificate));
    }
    return text.toString();
  }

  /** One certificate. */
  static String pem(X509Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + lines(certificate.getEncoded())
        + "-----END CERTIFICATE-----\n";
  }

  /** Reads what {@link #pem()} wrote. */
  static Identity read(Path file) throws IOException, GeneralSecurityException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    int begin = text.indexOf(KEY_BEGIN);
    int end = text.indexOf(KEY_END);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException(file + " has no private key");
    }
    byte[] key = Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGIN.length(), end));
    String certificates = text.substring(end + KEY_END.length());
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate one :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII)))) {
      chain.add((X509Certificate) one);
    }
    if (chain.isEmpty()) {
      throw new GeneralSecurityException(file + " has no certificate");
    }
    return new Identity(
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)), chain);
  }

  private static String lines(byte[] bytes) {
    Base64.Encoder encoder = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
    return encoder.encodeToString(bytes) + "\n";
  }
}
