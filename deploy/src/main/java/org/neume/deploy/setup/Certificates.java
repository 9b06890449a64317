package org.neume.deploy.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a cluster's certificates: a folder for each owner with {@code user.pem} (its key and chain),
 * {@code ca.pem} and {@code client.properties}, so that each machine is given its own and no other. Run again it renews what
 * will soon end and leaves the rest.
 */
final class Certificates {
  private static final String AUTHORITY = "authority";
  private static final String USER = "user.pem";
  private static final String TRUST = "ca.pem";
  private static final String SETTINGS = "client.properties";
  private static final String UID = "unix:uid";

  private final Path folder;
  private final Map<String, List<String>> owners;
  private final Path mounted;

  /**
   * For one cluster.
   *
   * @param folder where the folders of all owners are; {@code authority} is the authority's own
   * @param owners each owner's name, with the hosts by which servers are reached
   * @param mounted where an owner will find its folder
   */
  Certificates(Path folder, Map<String, List<String>> owners, Path mounted) {
    this.folder = folder;
    this.mounted = mounted;
    this.owners = Map.copyOf(owners);
  }

  /**
   * Writes what is missing or ends soon.
   *
   * @param uids the user who may read an owner's files, beside this one; nothing changes for owners
   *     that are not here
   * @return a line for each owner with new files
   */
  List<String> write(Map<String, Integer> uids) throws IOException, GeneralSecurityException {
    List<String> changes = new ArrayList<>();
    Authority authority = authority(changes);
    for (String owner : owners.keySet().stream().sorted().toList()) {
      Path home = Files.createDirectories(folder.resolve(owner));
      Path file = home.resolve(USER);
      if (!isGood(file, authority)
          || !Files.exists(home.resolve(TRUST))
          || !has(home.resolve(SETTINGS), settings())) {
        Identity identity = authority.issue(owner, owners.getOrDefault(owner, List.of()));
        put(home.resolve(TRUST), Identity.pem(authority.certificate()), uids.get(owner));
        put(home.resolve(SETTINGS), settings(), uids.get(owner));
        // Last: whoever is stopped before it begins again.
        put(file, identity.pem(), uids.get(owner));
        changes.add("wrote a certificate for CN=" + owner);
      }
    }
    return changes;
  }

  private Authority authority(List<String> changes) throws IOException, GeneralSecurityException {
    Path file = Files.createDirectories(folder.resolve(AUTHORITY)).resolve(USER);
    if (Files.exists(file)) {
      Authority old = new Authority(Identity.read(file));
      if (old.identity().lasts(Authority.RENEW_BEFORE_DAYS)) {
        return old;
      }
    }
    Authority made = Authority.create("neume");
    put(file, made.identity().pem(), null);
    changes.add("made a certificate authority");
    return made;
  }

  private static boolean has(Path file, String text) throws IOException {
    return Files.exists(file) && Files.readString(file, StandardCharsets.US_ASCII).equals(text);
  }

  private static boolean isGood(Path file, Authority authority) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      Identity identity = Identity.read(file);
      return identity.lasts(Authority.RENEW_BEFORE_DAYS) && identity.isOf(authority.certificate());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** How Kafka's clients are told of the files, for programs that take a file of settings. */
  private String settings() {
    return """
        security.protocol=SSL
        ssl.keystore.type=PEM
        ssl.keystore.location=%1$s/user.pem
        ssl.truststore.type=PEM
        ssl.truststore.location=%1$s/ca.pem
        """
        .formatted(mounted);
  }

  /** All of the file or nothing; never readable by others, not even for a moment. */
  private static void put(Path file, String text, @Nullable Integer uid) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(part, text, StandardCharsets.US_ASCII);
    Files.setPosixFilePermissions(part, Set.copyOf(PosixFilePermissions.fromString("r--------")));
    if (uid != null) {
      Files.setAttribute(part, UID, uid);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
