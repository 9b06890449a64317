package org.neume.gateway.result;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.stream.AnnotationBuilder;
import org.neume.annotation.stream.Finding;
import org.neume.gateway.view.Kinds;
import org.neume.gateway.view.Place;
import org.neume.gateway.view.RecordStore;
import org.neume.gateway.view.RecordingSnapshot;
import org.neume.gateway.view.RecordingView;
import org.neume.gateway.view.ScoreView;
import org.neume.gateway.view.StreamView;
import org.neume.schemas.StreamType;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.End;
import org.neume.schemas.record.NoteBlock;
import org.neume.schemas.record.ScoreBlock;

/** Makes documents of a recording's results, as far as they are. Safe for use by many threads. */
public final class Results {
  private record Key(
      String recordingId, int partition, ResultKind kind, int revision, long state) {}

  private final RecordStore store;
  private final Kinds kinds;
  private final DocumentWriter writer = new DocumentWriter();
  private final Cache<Key, ResultDocument> ready;

  /**
   * Reads records from a store.
   *
   * @param bytes about how much is kept ready
   */
  public Results(RecordStore store, Kinds kinds, long bytes) {
    this.store = store;
    this.kinds = kinds;
    this.ready =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, ResultDocument document) -> document.bytes().length + 256)
            .build();
  }

  /** What streams tell of. */
  public Kinds kinds() {
    return kinds;
  }

  /** What answers questions about a recording. */
  public Selection selection(RecordingSnapshot recording) {
    return new Selection(recording, kinds);
  }

  /**
   * A result of a recording, as far as it is.
   *
   * @param revision the revision, of those that there are
   * @return nothing if there is nothing of it yet
   * @throws org.neume.gateway.view.StoreException if its records cannot be read
   */
  public Optional<ResultDocument> document(RecordingView view, ResultKind kind, int revision) {
    RecordingSnapshot recording = view.snapshot();
    Optional<StreamView> stream = selection(recording).stream(kind.finding(), revision);
    boolean there =
        kind.finding() == Finding.SCORE
            ? stream.flatMap(s -> score(recording, s)).isPresent()
            : stream.filter(StreamView::content).isPresent();
    if (stream.isEmpty() || !there) {
      return Optional.empty();
    }
    long described = recording.info() == null ? 0 : recording.info().getSequence() + 1;
    long state = described + recording.streams().stream().mapToLong(StreamView::next).sum();
    Key key = new Key(view.recordingId(), view.partition(), kind, revision, state);
    return Optional.of(
        ready.get(key, k -> make(view, recording, kind, revision, stream.orElseThrow())));
  }

  /** The beats of a revision, as far as they are. */
  public Optional<List<AnnotatedBeat>> beats(RecordingView view, int revision) {
    RecordingSnapshot recording = view.snapshot();
    return selection(recording).stream(Finding.BEATS, revision)
        .filter(StreamView::content)
        .map(s -> annotation(view, recording, ResultKind.BEATS_JSON, revision).build("").beats());
  }

  private ResultDocument make(
      RecordingView view,
      RecordingSnapshot recording,
      ResultKind kind,
      int revision,
      StreamView stream) {
    boolean complete = stream.end() == End.COMPLETE;
    DocumentWriter.Source source =
        new DocumentWriter.Source(
            recording,
            revision,
            complete,
            stream,
            annotation(view, recording, kind, revision),
            frameRate(view, recording));
    return new ResultDocument(
        writer.write(kind, source, () -> scoreFirst(view, recording, stream)), complete);
  }

  /** Frames per second of the recording's beats; 0 where there are none. */
  public double frameRate(RecordingView view, RecordingSnapshot recording) {
    Optional<StreamView> beats = selection(recording).original(Finding.BEATS);
    if (beats.isPresent()) {
      for (long offset : view.offsets(Place.BEATS)) {
        BeatBlock block = (BeatBlock) store.read(Place.BEATS, view.partition(), offset);
        if (block.getStream().equals(beats.get().stream()) && block.getFrameRate() > 0) {
          return block.getFrameRate();
        }
      }
    }
    return 0;
  }

  /** The first part of a score's latest revision, which says where its measures begin. */
  private ScoreBlock scoreFirst(
      RecordingView view, RecordingSnapshot recording, StreamView stream) {
    ScoreView score = score(recording, stream).orElseThrow();
    return (ScoreBlock) store.read(Place.SCORES, view.partition(), score.firstOffset());
  }

  private static Optional<ScoreView> score(RecordingSnapshot recording, StreamView stream) {
    return recording.scores().stream()
        .filter(s -> s.stream().equals(stream.stream()))
        .reduce((before, after) -> after);
  }

  private AnnotationBuilder annotation(
      RecordingView view, RecordingSnapshot recording, ResultKind kind, int revision) {
    AnnotationBuilder builder = new AnnotationBuilder();
    boolean all = kind == ResultKind.BEATS_JAMS || kind == ResultKind.NOTES_JAMS;
    boolean analysis = kind == ResultKind.ANALYSIS_JSON;
    for (Finding finding : Finding.values()) {
      boolean wanted = finding == Finding.SCORE ? analysis : all;
      if (finding == kind.finding() || wanted) {
        selection(recording).stream(finding, revision)
            .ifPresent(stream -> add(builder, view, recording, finding, stream));
      }
    }
    return builder;
  }

  private void add(
      AnnotationBuilder builder,
      RecordingView view,
      RecordingSnapshot recording,
      Finding finding,
      StreamView stream) {
    Place place = Selection.place(finding);
    List<Long> offsets = view.offsets(place);
    if (finding == Finding.SCORE) {
      Optional<ScoreView> whole = score(recording, stream);
      if (whole.isEmpty()) {
        return;
      }
      ScoreView score = whole.get();
      offsets =
          offsets.stream()
              .filter(o -> o >= score.firstOffset() && o <= score.lastOffset())
              .toList();
    }
    StreamType<SpecificRecordBase> type = place.type();
    for (SpecificRecordBase record : store.read(place, view.partition(), offsets)) {
      if (!type.stream(record).equals(stream.stream())) {
        continue;
      }
      if (record instanceof BeatBlock block) {
        builder.add(finding, block);
      } else if (record instanceof NoteBlock block) {
        builder.add(finding, block);
      } else if (record instanceof ScoreBlock block) {
        builder.add(block);
      }
    }
  }
}
