package org.neume.deploy.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Certificates of a cluster")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "file permissions are those of POSIX")
class CertificatesTest {
  private static final Map<String, List<String>> OWNERS =
      Map.of("kafka-1", List.of("kafka-1", "localhost"), "decoder-service", List.of());

  @TempDir private Path folder;
  private List<String> first;

  @BeforeEach
  void write() throws Exception {
    first = certificates(OWNERS).write(Map.of());
  }

  private Certificates certificates(Map<String, List<String>> owners) {
    return new Certificates(folder, owners, Path.of("/etc/neume/tls"));
  }

  private static void validate(Identity identity, X509Certificate trusted) throws Exception {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted, null)));
    parameters.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509")
                .generateCertPath(identity.chain().subList(0, 1)),
            parameters);
  }

  private X509Certificate authority() throws Exception {
    return Identity.read(folder.resolve("authority/user.pem")).chain().get(0);
  }

  @Test
  @DisplayName("are trusted by the JDK's own validator, by whom they were made for alone")
  void trusted() throws Exception {
    for (String owner : OWNERS.keySet()) {
      Identity identity = Identity.read(folder.resolve(owner).resolve("user.pem"));
      validate(identity, authority());
      assertThat(identity.chain().get(0).getSubjectX500Principal().getName())
          .isEqualTo("CN=" + owner);
      X509Certificate stranger = Authority.create("neume").certificate();
      assertThatThrownBy(() -> validate(identity, stranger))
          .isInstanceOf(CertPathValidatorException.class);
    }
  }

  @Test
  @DisplayName("let servers be servers at their hosts, and clients be clients only")
  void purposes() throws Exception {
    X509Certificate broker = Identity.read(folder.resolve("kafka-1/user.pem")).chain().get(0);
    X509Certificate client =
        Identity.read(folder.resolve("decoder-service/user.pem")).chain().get(0);
    assertThat(broker.getSubjectAlternativeNames())
        .extracting(name -> name.get(1))
        .isEqualTo(List.of("kafka-1", "localhost"));
    assertThat(broker.getExtendedKeyUsage())
        .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(client.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(client.getBasicConstraints()).as("no authority").isNegative();
  }

  @Test
  @DisplayName(
      "stay as they are when nothing ends soon, and a new owner gets one of the same authority")
  void again() throws Exception {
    assertThat(first).hasSize(3);
    byte[] before = Files.readAllBytes(folder.resolve("decoder-service/user.pem"));
    assertThat(certificates(OWNERS).write(Map.of())).isEmpty();
    assertThat(Files.readAllBytes(folder.resolve("decoder-service/user.pem"))).isEqualTo(before);

    List<String> second = certificates(Map.of("operator", List.of())).write(Map.of());
    assertThat(second).containsExactly("wrote a certificate for CN=operator");
    validate(Identity.read(folder.resolve("operator/user.pem")), authority());
  }

  @Test
  @DisplayName("are made again where the authority changed or a file is damaged")
  void damaged() throws Exception {
    Path file = folder.resolve("decoder-service/user.pem");
    Files.delete(file);
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n");
    assertThat(certificates(OWNERS).write(Map.of()))
        .containsExactly("wrote a certificate for CN=decoder-service");
    Files.delete(folder.resolve("authority/user.pem"));
    assertThat(certificates(OWNERS).write(Map.of())).hasSize(3);
    validate(Identity.read(file), authority());
  }

  @Test
  @DisplayName("are files that nobody but their owner can read")
  void permissions() throws Exception {
    for (String file : List.of("user.pem", "ca.pem", "client.properties")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("decoder-service").resolve(file))))
          .isEqualTo("r--------");
    }
  }
}
