package org.neume.gateway;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.neume.annotation.stream.Finding;
import org.neume.gateway.intake.Journal;
import org.neume.gateway.intake.PublishException;
import org.neume.gateway.intake.Wishes;
import org.neume.gateway.result.CorrectionDraft;
import org.neume.gateway.result.Results;
import org.neume.gateway.result.Selection;
import org.neume.gateway.view.RecordingIndex;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.RecordingView;
import org.neume.gateway.view.StoreException;
import org.neume.gateway.view.StreamView;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingInfo;

/**
 * Asks for the first revision of recordings that came with wishes, once their beats are complete. Every
 * gateway that sees them does; the first in the log counts, and all say the same. Safe for use by many
 * threads.
 */
final class WishKeeper {
  private static final Logger LOG = Logger.getLogger(WishKeeper.class);

  private final RecordingIndex index;
  private final Results results;
  private final Journal journal;
  private final Executor executor;

  WishKeeper(RecordingIndex index, Results results, Journal journal, Executor executor) {
    this.index = index;
    this.results = results;
    this.journal = journal;
    this.executor = executor;
  }

  /** Looks after all that are known: what came while no gateway ran. */
  void lookAfterAll() {
    index.all().forEach(this::lookAfter);
  }

  /** Looks whether a recording's time has come; short, the rest is done by another thread. */
  void lookAfter(RecordingView view) {
    RecordingInfo info = view.info();
    if (info != null && !info.getOptions().isEmpty() && isOpen(view.snapshot())) {
      executor.execute(() -> ask(view));
    }
  }

  private static boolean isOpen(RecordingSnapshot recording) {
    return recording.info() != null
        && !recording.info().getOptions().isEmpty()
        && recording.corrections().isEmpty();
  }

  private void ask(RecordingView view) {
    RecordingSnapshot recording = view.snapshot();
    RecordingInfo info = recording.info();
    Selection selection = results.selection(recording);
    Optional<StreamView> beats =
        selection.original(Finding.BEATS).filter(s -> s.end() == End.COMPLETE);
    if (info == null || beats.isEmpty() || !isOpen(recording)) {
      return;
    }
    Wishes wishes = Wishes.of(info.getOptions());
    if (wishes.isEmpty()) {
      return;
    }
    try {
      double rate = results.frameRate(view, recording);
      journal.correct(
          new CorrectionDraft(recording, selection, beats.get(), rate)
              .of(1, 0, wishes.constraints(), "gateway=wishes"));
    } catch (PublishException | StoreException e) {
      LOG.warnf("the wishes of %s wait (%s)", view.recordingId(), e.getMessage());
    }
  }
}
