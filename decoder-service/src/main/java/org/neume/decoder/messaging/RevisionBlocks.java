package org.neume.decoder.messaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.neume.decoder.decode.BeatAnnotation;
import org.neume.decoder.decode.DecodedBeat;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.schemas.record.TempoEstimate;

/** Cuts the beats of a revision into records that are small enough. */
final class RevisionBlocks {
  /** Beats of a record at most: some 40 KiB. */
  static final int BEATS = 1_000;

  private RevisionBlocks() {}

  /**
   * The blocks, the last of which completes the stream.
   *
   * @param frames frames of the recording
   */
  static List<BeatBlock> of(
      Correction correction,
      BeatAnnotation found,
      long frames,
      double frameRate,
      String provenance) {
    List<BeatBlock> blocks = new ArrayList<>();
    List<DecodedBeat> beats = found.beats();
    long position = 0;
    int from = 0;
    do {
      int to = Math.min(from + BEATS, beats.size());
      boolean last = to == beats.size();
      long end = last ? frames : beats.get(to).frame();
      blocks.add(
          BeatBlock.newBuilder()
              .setRecordingId(correction.getRecordingId())
              .setStream(correction.getStream())
              .setSequence(blocks.size())
              .setFirstFrame(position)
              .setFrameCount(end - position)
              .setFrameRate(frameRate)
              .setBeats(beats.subList(from, to).stream().map(RevisionBlocks::beat).toList())
              .setTempi(last ? tempi(found) : List.of())
              .setResume(ByteBuffer.allocate(0))
              .setProvenance(provenance)
              .setEnd(last ? End.COMPLETE : End.OPEN)
              .build());
      position = end;
      from = to;
    } while (from < beats.size());
    return blocks;
  }

  private static Beat beat(DecodedBeat beat) {
    return new Beat(
        beat.frame(), beat.number(), beat.beatsPerBar(), beat.tempo(), beat.confidence());
  }

  private static List<TempoEstimate> tempi(BeatAnnotation found) {
    return found.tempi().stream()
        .map(tempo -> new TempoEstimate(tempo.beatsPerMinute(), tempo.weight()))
        .toList();
  }
}
