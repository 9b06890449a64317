package org.neume.gateway.web;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.neume.gateway.access.ClientLimits;
import org.neume.gateway.intake.PublishException;
import org.neume.gateway.view.GoneException;
import org.neume.gateway.view.StoreException;

/** Turns whatever goes wrong into one line with the cause and the remedy. */
final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);
  private static final String SECONDS = "5";
  private static final int GONE = 410;

  @ServerExceptionMapper
  Response refused(ProblemException e) {
    Response.ResponseBuilder answer = answer(e.problem());
    if (e.problem().status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      answer.header("WWW-Authenticate", "Bearer realm=\"neume\"");
    }
    if (e.problem().status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
      answer.header("Retry-After", SECONDS);
    }
    return answer.build();
  }

  @ServerExceptionMapper
  Response exceeded(ClientLimits.ExceededException e) {
    return answer(ProblemException.tooMany(String.valueOf(e.getMessage())).problem())
        .header("Retry-After", SECONDS)
        .build();
  }

  @ServerExceptionMapper
  Response away(StoreException e) {
    return refused(ProblemException.unavailable(String.valueOf(e.getMessage())));
  }

  /** What is gone does not come back. */
  @ServerExceptionMapper
  Response gone(GoneException e) {
    return answer(
            new Problem("about:blank", "Gone", GONE, String.valueOf(e.getMessage()), Map.of()))
        .build();
  }

  @ServerExceptionMapper
  Response away(PublishException e) {
    return refused(ProblemException.unavailable(String.valueOf(e.getMessage())));
  }

  /** What the web layer itself refuses: an unknown address, a method, a body that cannot be read. */
  @ServerExceptionMapper
  Response refused(WebApplicationException e) {
    Response.StatusType status = e.getResponse().getStatusInfo();
    if (status.getFamily() == Response.Status.Family.REDIRECTION
        || status.getFamily() == Response.Status.Family.SUCCESSFUL) {
      return e.getResponse();
    }
    return answer(
            new Problem(
                "about:blank",
                status.getReasonPhrase(),
                status.getStatusCode(),
                detail(status.getStatusCode()),
                Map.of()))
        .build();
  }

  private static String detail(int status) {
    return switch (status) {
      case 400 -> "the request cannot be read; /api shows what is expected";
      case 401 -> "say who you are: Authorization: Bearer KEY";
      case 404 -> "there is nothing at this address; /api lists what there is";
      case 405 -> "this address does not take that method; /api lists what it takes";
      case 406 -> "this address has no answer in the form asked for; leave Accept away";
      case 413 -> "the body is too large; send the recording as flac or mp3, or in parts";
      case 415 ->
          "this address does not take a body of that type; send audio/*, application/octet-stream, multipart/form-data or application/json";
      default -> "the request is refused; /api shows what is expected";
    };
  }

  /** JSON of another shape, which the web layer would refuse without a word. */
  @ServerExceptionMapper
  Response unfit(MismatchedInputException e) {
    LOG.debug("a body does not fit", e);
    return answer(ProblemException.badRequest(detail(400)).problem()).build();
  }

  /** A form that is none. */
  @ServerExceptionMapper
  Response malformed(MultipartParser.MalformedMessageException e) {
    LOG.debug("a form cannot be read", e);
    return answer(
            ProblemException.badRequest(
                    "the form cannot be read; send multipart/form-data as RFC 7578 has it, or the file alone as audio/*")
                .problem())
        .build();
  }

  /** The disk failed: no fault of the client's. */
  @ServerExceptionMapper
  Response full(FileSystemException e) {
    LOG.error("files cannot be kept", e);
    return refused(
        ProblemException.unavailable("files cannot be kept here now; try again in a minute"));
  }

  /** A client that went away in the middle. */
  @ServerExceptionMapper
  Response broken(IOException e) {
    LOG.debug("a request broke off", e);
    return answer(ProblemException.badRequest("the body broke off; send it again").problem())
        .build();
  }

  @ServerExceptionMapper
  Response failed(RuntimeException e) {
    LOG.error("a request failed", e);
    return answer(
            new Problem(
                "about:blank",
                Response.Status.INTERNAL_SERVER_ERROR.getReasonPhrase(),
                Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(),
                "the gateway failed; its log says why",
                Map.of()))
        .build();
  }

  private static Response.ResponseBuilder answer(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }
}
