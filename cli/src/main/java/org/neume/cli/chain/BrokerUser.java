package org.neume.cli.chain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who a broker takes us for, by our client settings: what its messages should name and never do. */
final class BrokerUser {
  private static final Pattern JAAS_NAME =
      Pattern.compile("\\busername\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;]+))");
  private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String PEM_END = "-----END CERTIFICATE-----";

  private BrokerUser() {}

  /**
   * The user's name as the broker's access rules have it behind {@code User:}, for example {@code
   * CN=publisher}; empty where the settings do not tell, or tell of none.
   */
  static Optional<String> of(Map<String, String> settings) {
    String protocol =
        settings.getOrDefault("security.protocol", "PLAINTEXT").strip().toUpperCase(Locale.ROOT);
    return switch (protocol) {
      case "SASL_SSL", "SASL_PLAINTEXT" -> login(settings.getOrDefault("sasl.jaas.config", ""));
      case "SSL" -> subject(settings);
      default -> Optional.empty();
    };
  }

  private static Optional<String> login(String jaas) {
    Matcher name = JAAS_NAME.matcher(jaas);
    if (!name.find()) {
      return Optional.empty();
    }
    for (int group = 1; group <= name.groupCount(); group++) {
      if (name.group(group) != null) {
        return Optional.of(name.group(group));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> subject(Map<String, String> settings) {
    try {
      String type = settings.getOrDefault("ssl.keystore.type", "JKS");
      String place = settings.get("ssl.keystore.location");
      Certificate ours;
      if (!type.equalsIgnoreCase("PEM")) {
        ours = place == null ? null : stored(type, place, settings.get("ssl.keystore.password"));
      } else if (place != null) {
        ours = written(Files.readString(Path.of(place)));
      } else {
        ours = written(settings.getOrDefault("ssl.keystore.certificate.chain", ""));
      }
      return ours instanceof X509Certificate certificate
          ? Optional.of(certificate.getSubjectX500Principal().getName())
          : Optional.empty();
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      // Whoever connects with such a store hears of it from Kafka.
      return Optional.empty();
    }
  }

  private static @Nullable Certificate stored(String type, String place, @Nullable String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    try (InputStream in = Files.newInputStream(Path.of(place))) {
      store.load(in, password == null ? null : password.toCharArray());
    }
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return store.getCertificate(alias);
      }
    }
    return null;
  }

  private static @Nullable Certificate written(String pem) throws GeneralSecurityException {
    int begin = pem.indexOf(PEM_BEGIN);
    int end = pem.indexOf(PEM_END, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      return null;
    }
    byte[] first = pem.substring(begin, end + PEM_END.length()).getBytes(StandardCharsets.US_ASCII);
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(first));
  }
}
