package org.neume.gateway.web;

import jakarta.ws.rs.core.Response;
import java.util.Map;

/** A request that is refused: the answer is a {@link Problem}. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Response.StatusType status;
  private final transient Map<String, Object> more;

  private ProblemException(Response.StatusType status, String detail, Map<String, Object> more) {
    super(detail);
    this.status = status;
    this.more = Map.copyOf(more);
  }

  /** The request is none. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(Response.Status.BAD_REQUEST, detail, Map.of());
  }

  /** What is asked for is not there, or not the caller's. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(Response.Status.NOT_FOUND, detail, Map.of());
  }

  /** The caller has to say who they are. */
  public static ProblemException unauthorized(String detail) {
    return new ProblemException(Response.Status.UNAUTHORIZED, detail, Map.of());
  }

  /** Something else came first. */
  public static ProblemException conflict(String detail, Map<String, Object> more) {
    return new ProblemException(Response.Status.CONFLICT, detail, more);
  }

  /** It is too large. */
  public static ProblemException tooLarge(String detail) {
    return new ProblemException(Response.Status.REQUEST_ENTITY_TOO_LARGE, detail, Map.of());
  }

  /** It comes so slowly that it would never end. */
  public static ProblemException tooSlow(String detail) {
    return new ProblemException(Response.Status.REQUEST_TIMEOUT, detail, Map.of());
  }

  /** It is no audio. */
  public static ProblemException unsupported(String detail) {
    return new ProblemException(Response.Status.UNSUPPORTED_MEDIA_TYPE, detail, Map.of());
  }

  /** The caller has too much under way. */
  public static ProblemException tooMany(String detail) {
    return new ProblemException(Response.Status.TOO_MANY_REQUESTS, detail, Map.of());
  }

  /** Something that the gateway needs is away. */
  public static ProblemException unavailable(String detail) {
    return new ProblemException(Response.Status.SERVICE_UNAVAILABLE, detail, Map.of());
  }

  /** The problem. */
  Problem problem() {
    return new Problem(
        "about:blank",
        status.getReasonPhrase(),
        status.getStatusCode(),
        String.valueOf(getMessage()),
        more);
  }
}
