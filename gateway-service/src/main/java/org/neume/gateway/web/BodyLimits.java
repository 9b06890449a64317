package org.neume.gateway.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.GatewayConfig;

/**
 * Refuses bodies that would be taken in before anybody asks for them: forms are written to disk, and
 * JSON to memory, whole. Files that are sent bare are limited where they are read.
 */
@ApplicationScoped
class BodyLimits {
  // A thousand constraints, each as long as one can be.
  private static final long JSON_BYTES = 256 << 10;
  // What a form has besides its file.
  private static final long FORM_BYTES = 64 << 10;
  private static final int LENGTH_REQUIRED = 411;
  private static final int LONGEST_TYPE = 512;
  private static final String TOKEN = "[\\w!#$%&'*+.^`|~-]++";
  // RFC 9110, section 8.3.1; bare values may be anything, for boundaries of forms often are.
  private static final Pattern TYPE =
      Pattern.compile(
          "\\s*+%1$s/%1$s\\s*+(;\\s*+(%1$s=([^\\s;\"]++|\"[^\"]*+\")\\s*+)?+)*+".formatted(TOKEN));

  private final long fileBytes;
  private final Refusals refusals;

  BodyLimits(GatewayConfig config, Refusals refusals) {
    this.fileBytes = config.upload().bytes().asLongValue();
    this.refusals = refusals;
  }

  void register(@Observes Router router) {
    router.route("/recordings*").order(Integer.MIN_VALUE + 1).handler(this::check);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    Problem problem = unreadable(request.getHeader("Content-Type"));
    if (problem == null && HttpMethod.POST.equals(request.method())) {
      problem = problem(type(request), request.getHeader("Content-Length"));
    }
    if (problem == null) {
      context.next();
      return;
    }
    refusals.refuseUnread(context, problem);
  }

  /** What is wrong with a type that the web layer would fail over; null if nothing. */
  private static @Nullable Problem unreadable(@Nullable String type) {
    return type == null
            || type.isBlank()
            || (type.length() <= LONGEST_TYPE && TYPE.matcher(type).matches())
        ? null
        : ProblemException.unsupported(
                "the type of the body cannot be read; send audio/*, application/octet-stream, multipart/form-data or application/json")
            .problem();
  }

  private static String type(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    return type == null ? "" : type.toLowerCase(Locale.ROOT);
  }

  private @Nullable Problem problem(String type, @Nullable String length) {
    boolean form = type.startsWith("multipart/");
    if (!form && !type.startsWith("application/json")) {
      return null;
    }
    if (length == null) {
      return new Problem(
          "about:blank",
          "Length Required",
          LENGTH_REQUIRED,
          form
              ? "a form has to say how long it is; send Content-Length, or the file alone as audio/*"
              : "JSON has to say how long it is; send Content-Length",
          java.util.Map.of());
    }
    long most = form ? fileBytes + FORM_BYTES : JSON_BYTES;
    return isAtMost(length, most)
        ? null
        : ProblemException.tooLarge(
                "the body is larger than %d KiB; %s"
                    .formatted(
                        most >> 10,
                        form ? "send it as flac or mp3, or in parts" : "give fewer constraints"))
            .problem();
  }

  private static boolean isAtMost(String length, long most) {
    try {
      return Long.parseLong(length.strip()) <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
