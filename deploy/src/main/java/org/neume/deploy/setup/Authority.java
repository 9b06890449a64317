package org.neume.deploy.setup;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for one cluster: keys on the curve P-256, certificates after RFC 5280. For
 * clusters without an authority of their own; its key never leaves the folder it was written to.
 */
final class Authority {
  /** A certificate is renewed when less of its life than this is left. */
  static final long RENEW_BEFORE_DAYS = 60;

  private static final long AUTHORITY_DAYS = 3_650;
  private static final long LEAF_DAYS = 397;
  private static final int SERIAL_BITS = 128;
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Identity identity;

  Authority(Identity identity) {
    this.identity = identity;
  }

  /** A new authority with a key of its own. */
  static Authority create(String name) throws GeneralSecurityException {
    KeyPair keys = keys();
    X500Principal subject = new X500Principal("CN=" + name);
    try {
      X509v3CertificateBuilder certificate =
          begin(subject, subject, keys, AUTHORITY_DAYS)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      X509Certificate signed = sign(certificate, keys);
      return new Authority(new Identity(keys.getPrivate(), List.of(signed)));
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Its own key and certificate. */
  Identity identity() {
    return identity;
  }

  /** The certificate that shows who belongs to the cluster. */
  X509Certificate certificate() {
    return identity.chain().get(0);
  }

  /**
   * A new key with a certificate for it.
   *
   * @param name its common name, by which Kafka knows its owner
   * @param hosts names by which it is reached, for servers; none for clients
   */
  Identity issue(String name, List<String> hosts) throws GeneralSecurityException {
    KeyPair keys = keys();
    try {
      X509v3CertificateBuilder certificate =
          begin(
                  certificate().getSubjectX500Principal(),
                  new X500Principal("CN=" + name),
                  keys,
                  LEAF_DAYS)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(Extension.extendedKeyUsage, false, purposes(hosts));
      if (!hosts.isEmpty()) {
        GeneralName[] names =
            hosts.stream()
                .map(host -> new GeneralName(GeneralName.dNSName, host))
                .toArray(GeneralName[]::new);
        certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      X509Certificate signed =
          sign(certificate, new KeyPair(certificate().getPublicKey(), identity.key()));
      return new Identity(keys.getPrivate(), List.of(signed, certificate()));
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Brokers are clients of each other, too. */
  private static ExtendedKeyUsage purposes(List<String> hosts) {
    return hosts.isEmpty()
        ? new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)
        : new ExtendedKeyUsage(
            new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth});
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder begin(
      X500Principal issuer, X500Principal subject, KeyPair keys, long days)
      throws GeneralSecurityException, CertIOException {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(SERIAL_BITS, RANDOM),
            // Clocks of machines differ by a little.
            Date.from(now.minus(5, ChronoUnit.MINUTES)),
            Date.from(now.plus(days, ChronoUnit.DAYS)),
            subject,
            keys.getPublic());
    return builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
  }

  private static X509Certificate sign(X509v3CertificateBuilder certificate, KeyPair signer)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              certificate.build(new JcaContentSignerBuilder(SIGNATURE).build(signer.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
