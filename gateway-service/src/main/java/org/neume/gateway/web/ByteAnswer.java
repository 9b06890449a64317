package org.neume.gateway.web;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a document: whole, in part, or not at all where the caller has it. Immutable.
 *
 * @param tag stands for the document's bytes: others have another
 * @param mediaType what it is
 * @param length its bytes
 */
record ByteAnswer(String tag, String mediaType, long length) {
  private static final int TAG_CHARACTERS = 32;

  /**
   * The answer with bytes that are at hand.
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
    return new ByteAnswer(tag(bytes), mediaType, bytes.length)
        .answer(
            part -> Arrays.copyOfRange(bytes, (int) part.first(), (int) part.end()),
            ifNoneMatch,
            range,
            ifRange);
  }

  /**
   * The answer.
   *
   * @param body gives a part of the document
   */
  Response answer(
      Function<ByteRange, Object> body,
      @Nullable String ifNoneMatch,
      @Nullable String range,
      @Nullable String ifRange) {
    String quoted = "\"" + tag + "\"";
    Response.ResponseBuilder answer;
    if (ifNoneMatch != null && matches(ifNoneMatch, quoted)) {
      answer = Response.notModified();
    } else {
      boolean partial = range != null && (ifRange == null || ifRange.equals(quoted));
      ByteRange part = partial ? ByteRange.parse(String.valueOf(range), length) : null;
      if (part != null && part.isEmpty()) {
        return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
            .header("Content-Range", "bytes */" + length)
            .build();
      }
      ByteRange sent = part == null ? new ByteRange(0, length) : part;
      answer =
          Response.status(part == null ? Response.Status.OK : Response.Status.PARTIAL_CONTENT)
              .entity(body.apply(sent))
              .type(mediaType)
              .header("Accept-Ranges", "bytes")
              .header("Content-Length", sent.end() - sent.first());
      if (part != null) {
        answer.header("Content-Range", part.text(length));
      }
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

  /** What stands for bytes. */
  static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash).substring(0, TAG_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
