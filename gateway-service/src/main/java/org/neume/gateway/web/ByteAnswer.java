package org.neume.gateway.web;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Answers with bytes that are at hand: whole, in part, or not at all where the caller has them. */
final class ByteAnswer {
  private static final int TAG_CHARACTERS = 32;

  private ByteAnswer() {}

  /**
   * The answer.
   *
   * @param ifNoneMatch what the caller has, or null
   * @param range the part asked for, or null
   * @param ifRange the tag for which alone a part is wanted, or null
   */
  static Response of(
      byte[] bytes,
      String mediaType,
      @Nullable String ifNoneMatch,
      @Nullable String range,
      @Nullable String ifRange) {
    String tag = tag(bytes);
    String quoted = "\"" + tag + "\"";
    Response.ResponseBuilder answer;
    if (ifNoneMatch != null && matches(ifNoneMatch, quoted)) {
      answer = Response.notModified();
    } else {
      boolean partial = range != null && (ifRange == null || ifRange.equals(quoted));
      ByteRange part = partial ? ByteRange.parse(String.valueOf(range), bytes.length) : null;
      if (part == null) {
        answer = Response.ok(bytes);
      } else if (part.isEmpty()) {
        return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
            .header("Content-Range", "bytes */" + bytes.length)
            .build();
      } else {
        answer =
            Response.status(Response.Status.PARTIAL_CONTENT)
                .entity(Arrays.copyOfRange(bytes, (int) part.first(), (int) part.end()))
                .header("Content-Range", part.text(bytes.length));
      }
      answer.type(mediaType).header("Accept-Ranges", "bytes");
    }
    return answer.tag(new EntityTag(tag)).header("Cache-Control", "no-cache").build();
  }

  private static boolean matches(String ifNoneMatch, String quoted) {
    for (String tag : ifNoneMatch.split(",", -1)) {
      String bare = tag.strip();
      if (bare.equals("*") || bare.equals(quoted) || bare.equals("W/" + quoted)) {
        return true;
      }
    }
    return false;
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash).substring(0, TAG_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
