package org.neume.decoder.messaging;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.schemas.Revisions;
import org.neume.schemas.StreamType;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.stage.InvalidInputException;
import org.neume.stage.Origin;
import org.neume.stage.RecordedSource;
import org.neume.stage.RecordingMachine;
import org.neume.stage.StageDefinition;

/**
 * Corrections to revisions of beats: every correction is an input stream of one record, and leads to
 * the output stream of the same name beside the beats that the decoder found by itself
 * (docs/adr/017-corrections.md). Safe for use by many threads.
 */
public final class RevisionStage implements StageDefinition<Correction, BeatBlock> {
  /** The stage's name; its statuses of revision 3 are on the stream {@code revisions@3}. */
  public static final String NAME = "revisions";

  private final ActivationStore store;
  private final Executor executor;

  /**
   * A stage that decodes as this choice says.
   *
   * @param activations where recordings' activations are found
   * @param executor decodes
   */
  public RevisionStage(
      DecoderChoice decoders,
      RevisionSettings settings,
      RecordedSource<ActivationBlock> activations,
      Executor executor) {
    store =
        new ActivationStore(
            activations,
            decoders,
            settings.longest().toMillis() / 1000.0,
            settings.cacheBytes().asLongValue());
    this.executor = executor;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StreamType<Correction> input() {
    return Streams.CORRECTIONS;
  }

  @Override
  public StreamType<BeatBlock> output() {
    return Streams.BEATS;
  }

  /** What another stage writes is not touched, whatever a correction is called. */
  @Override
  public Set<String> outputStreams(Correction first) {
    if (!Revisions.isValid(first.getStream())) {
      throw new InvalidInputException(
          "no revision can be on the stream [%s]: name it like beats@1"
              .formatted(first.getStream()));
    }
    return Set.of(first.getStream());
  }

  @Override
  public boolean endsEveryStream() {
    return false;
  }

  @Override
  public boolean takesSingleRecords() {
    return true;
  }

  @Override
  public RecordingMachine<Correction, BeatBlock> open(
      Correction first, Map<String, BeatBlock> lastOutputs) {
    return open(first, lastOutputs, new Origin(0, 0));
  }

  @Override
  public RecordingMachine<Correction, BeatBlock> open(
      Correction first, Map<String, BeatBlock> lastOutputs, Origin origin) {
    return new RevisionMachine(
        store, executor, origin.partition(), lastOutputs.get(first.getStream()));
  }
}
