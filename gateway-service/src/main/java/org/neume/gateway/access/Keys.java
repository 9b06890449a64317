package org.neume.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * API keys, known by their SHA-256 alone: keys are long and random, so that a plain hash keeps them.
 * Immutable.
 */
public final class Keys {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Map<String, byte[]> hashes = new TreeMap<>();

  /**
   * Keys by their names.
   *
   * @param hashes SHA-256 in hexadecimal
   * @throws IllegalArgumentException in one line if one is no such hash
   */
  public Keys(Map<String, String> hashes) {
    hashes.forEach(
        (name, hash) -> {
          String lower = hash.strip().toLowerCase(Locale.ROOT);
          if (!HASH.matcher(lower).matches()) {
            throw new IllegalArgumentException(
                "neume.gateway.access.keys.%s is no SHA-256 in hexadecimal: take the first 64 characters that 'printf %%s KEY | sha256sum' prints"
                    .formatted(name));
          }
          this.hashes.put(name, HexFormat.of().parseHex(lower));
        });
  }

  /** The name of a key; empty if it is none of these. Takes as long for any of them. */
  public Optional<String> name(String key) {
    byte[] hash = digest(key.getBytes(StandardCharsets.UTF_8));
    Optional<String> found = Optional.empty();
    for (Map.Entry<String, byte[]> known : hashes.entrySet()) {
      if (MessageDigest.isEqual(known.getValue(), hash)) {
        found = Optional.of(known.getKey());
      }
    }
    return found;
  }

  /** SHA-256 in hexadecimal. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest(bytes));
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
