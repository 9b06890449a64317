package org.neume.gateway.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neume.gateway.Gateway;
import org.neume.gateway.access.Caller;
import org.neume.gateway.access.Callers;
import org.neume.gateway.intake.Wishes;
import org.neume.gateway.view.Kinds;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.RecordingView;
import org.neume.schemas.AnalysisNames;
import org.neume.schemas.Lane;

/** What every address asks first: who is there, and whether what they name is theirs. */
@ApplicationScoped
class Door {
  private static final int MOST_ANALYSES = 16;
  private static final int MOST_TITLE = 200;
  private static final long BEHIND_NANOS = 1_000_000_000;
  // As gateways name recordings; nobody waits for other names.
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  // Those who guess must not take all threads.
  private static final int MOST_WAITING = 8;

  private final Gateway gateway;
  private final Callers callers;
  private final RecordingBodies bodies;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  Door(Gateway gateway, Callers callers) {
    this.gateway = gateway;
    this.callers = callers;
    this.bodies =
        new RecordingBodies(
            new Kinds(
                Set.copyOf(gateway.config().tempoAnalyses()),
                Set.copyOf(gateway.config().pitchAnalyses())));
  }

  /** Who asks. */
  Caller caller(SecurityIdentity identity, HttpServerRequest request) {
    if (!gateway.running()) {
      throw ProblemException.unavailable("the gateway is not running; start './neume studio'");
    }
    return callers
        .of(identity, request)
        .orElseThrow(
            () ->
                ProblemException.unauthorized(
                    "say who you are: send the header Authorization: Bearer KEY"));
  }

  /** A recording of the caller's. */
  RecordingView recording(String id, Caller caller) {
    RecordingView view = find(id);
    if (view == null || !caller.mayUse(view.owner())) {
      if (view == null && !gateway.follower().caughtUp()) {
        throw ProblemException.unavailable(
            "the gateway is still reading its topics; try again in a moment");
      }
      throw ProblemException.notFound(
          "there is no recording of this id here; GET /recordings lists yours");
    }
    return view;
  }

  /** A recording that another gateway has just let in is known here a moment later. */
  private @Nullable RecordingView find(String id) {
    RecordingView view = gateway.index().find(id).orElse(null);
    if (view != null || !UUID.matcher(id).matches() || !waiting.tryAcquire()) {
      return view;
    }
    try {
      long deadline = System.nanoTime() + BEHIND_NANOS;
      while (view == null && System.nanoTime() < deadline) {
        Thread.sleep(5);
        view = gateway.index().find(id).orElse(null);
      }
      return view;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      waiting.release();
    }
  }

  /** Says what is known of recordings. */
  RecordingBodies bodies() {
    return bodies;
  }

  /** What is known of one. */
  RecordingBody body(RecordingSnapshot recording) {
    return bodies.of(recording);
  }

  /** The analyses asked for, or those of whoever asks for none. */
  List<String> analyses(@Nullable List<String> asked) {
    List<String> analyses =
        asked == null
            ? List.of()
            : asked.stream()
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(a -> !a.isEmpty())
                .distinct()
                .toList();
    if (analyses.isEmpty()) {
      return gateway.defaultAnalyses();
    }
    if (analyses.size() > MOST_ANALYSES) {
      throw ProblemException.badRequest(
          "%d analyses are too many; ask for at most %d".formatted(analyses.size(), MOST_ANALYSES));
    }
    String problem = AnalysisNames.problem(analyses);
    if (problem != null) {
      throw ProblemException.badRequest(problem);
    }
    return analyses;
  }

  /** What is known of a recording beforehand. */
  Wishes wishes(@Nullable String tempo, @Nullable String beatsPerBar) {
    try {
      return new Wishes(
          tempo == null || tempo.isBlank() ? null : tempo.strip(),
          beatsPerBar == null || beatsPerBar.isBlank()
              ? null
              : Integer.valueOf(beatsPerBar.strip()));
    } catch (NumberFormatException e) {
      throw ProblemException.badRequest("beatsPerBar is no whole number: leave it away for any");
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** The lane that is asked for. */
  Lane lane(@Nullable String asked) {
    if (asked == null || asked.isBlank()) {
      return Lane.LIVE;
    }
    Lane lane =
        Lane.find(asked.strip())
            .orElseThrow(
                () ->
                    ProblemException.badRequest(
                        "lane is neither live nor bulk: leave it away for live"));
    if (lane == Lane.BULK && !gateway.config().bulk()) {
      throw ProblemException.badRequest(
          "this chain has no lane for recordings that can wait: leave lane away");
    }
    return lane;
  }

  /** A title as it is kept: one line without control characters. */
  String title(@Nullable String asked) {
    if (asked == null) {
      return "";
    }
    String title = asked.replaceAll("\\p{Cntrl}+", " ").strip();
    if (title.codePointCount(0, title.length()) <= MOST_TITLE) {
      return title;
    }
    return title.substring(0, title.offsetByCodePoints(0, MOST_TITLE));
  }
}
