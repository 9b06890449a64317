package org.neume.decoder.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neume.decoder.messaging.CorrectionRecords.beat;
import static org.neume.decoder.messaging.CorrectionRecords.correction;
import static org.neume.decoder.messaging.CorrectionRecords.meter;
import static org.neume.decoder.messaging.CorrectionRecords.none;
import static org.neume.decoder.messaging.CorrectionRecords.tempo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.decoder.decode.PeakRule;
import org.neume.schemas.Streams;
import org.neume.schemas.record.ActivationBlock;
import org.neume.schemas.record.Beat;
import org.neume.schemas.record.BeatBlock;
import org.neume.schemas.record.Correction;
import org.neume.schemas.record.End;
import org.neume.stage.Emission;
import org.neume.stage.InvalidInputException;
import org.neume.stage.Origin;
import org.neume.stage.testing.MachineContract;

@DisplayName("A correction")
class RevisionMachineTest {
  private static final String ID = "song";
  private static final Origin ORIGIN = new Origin(3, 5_000);

  private final List<String> read = new ArrayList<>();
  private List<ActivationBlock> log =
      ActivationRecordings.blocks(ID, ActivationRecordings.rows(3_000, 50, 1), 1);
  private String failure = "beats of this recording is not in neume.activations any more";

  private RevisionStage stage(long cacheBytes, Duration longest, ActivationDecoding decoding) {
    return new RevisionStage(
        name -> decoding,
        new FixedRevisionSettings(cacheBytes, longest),
        (origin, id, stream, reader) -> {
          read.add(
              "%s of %s from %d in %d".formatted(stream, id, origin.logTime(), origin.partition()));
          log.forEach(reader::next);
          if (log.isEmpty() || log.get(log.size() - 1).getEnd() == End.OPEN) {
            reader.failed(failure);
          }
        },
        Runnable::run);
  }

  private final RevisionStage stage =
      stage(1 << 20, Duration.ofHours(1), new ActivationDecoding.Network(DecoderConfig.defaults()));

  private List<BeatBlock> decode(Correction correction) {
    return decode(stage, correction, Map.of());
  }

  private static List<BeatBlock> decode(
      RevisionStage stage, Correction correction, Map<String, BeatBlock> last) {
    List<BeatBlock> blocks = new ArrayList<>();
    for (Emission<BeatBlock> emission : stage.open(correction, last, ORIGIN).apply(correction)) {
      assertThat(emission.releases()).isEqualTo(1);
      blocks.addAll(emission.records().toCompletableFuture().join());
    }
    return blocks;
  }

  private String refused(Correction correction) {
    BeatBlock block = decode(correction).get(0);
    assertThat(block.getEnd()).isEqualTo(End.ABORTED);
    assertThat(block.getStream()).isEqualTo(correction.getStream());
    assertThat(block.getSequence()).isZero();
    return String.valueOf(block.getCause());
  }

  @Test
  @DisplayName("gives the beats of a stream of its own, with what was asked for, and the tempo")
  void corrects() {
    List<BeatBlock> blocks = decode(correction(ID, 2, beat(1_030, 1), none(2_000, 2_300)));
    assertThat(blocks)
        .singleElement()
        .satisfies(b -> assertThat(b.getStream()).isEqualTo("beats@2"));
    BeatBlock block = blocks.get(0);
    assertThat(block.getEnd()).isEqualTo(End.COMPLETE);
    assertThat(block.getFrameCount()).isEqualTo(3_000);
    assertThat(block.getTempi()).isNotEmpty();
    assertThat(block.getBeats()).extracting(Beat::getFrame).contains(1_030L, 25L, 2_975L);
    assertThat(block.getBeats()).noneMatch(b -> b.getFrame() >= 2_000 && b.getFrame() < 2_300);
    assertThat(read).containsExactly("beats of song from 1000 in 3");
  }

  @Test
  @DisplayName("without constraints gives what the decoder found by itself")
  void nothing() {
    DecoderStage found =
        new DecoderStage(name -> new ActivationDecoding.Network(DecoderConfig.defaults()));
    assertThat(decode(correction(ID, 1)).get(0).getBeats())
        .isEqualTo(
            MachineContract.run(found, log).stream().flatMap(b -> b.getBeats().stream()).toList());
  }

  @Test
  @DisplayName("after another of the same recording reads its activations no second time")
  void reads() {
    decode(correction(ID, 1, beat(1_030, 0)));
    decode(correction(ID, 2, beat(1_040, 0)));
    decode(correction(ID, 3, tempo(55, 65)));
    assertThat(read).hasSize(1);
    RevisionStage forgetful =
        stage(10, Duration.ofHours(1), new ActivationDecoding.Network(DecoderConfig.defaults()));
    decode(forgetful, correction(ID, 1), Map.of());
    decode(forgetful, correction(ID, 2), Map.of());
    assertThat(read).hasSize(3);
  }

  @Test
  @DisplayName("that is read again after a stop goes on behind what was written, to the byte")
  void goesOn() {
    log = ActivationRecordings.blocks(ID, ActivationRecordings.rows(60_000, 30, 1), 1);
    Correction correction = correction(ID, 1, meter(0, Long.MAX_VALUE, 3));
    List<BeatBlock> whole = decode(correction);
    assertThat(whole).hasSizeGreaterThan(1);
    assertThat(whole.get(0).getBeats()).hasSize(RevisionBlocks.BEATS);
    assertThat(whole.get(1).getFirstFrame()).isEqualTo(whole.get(0).getFrameCount());
    assertThat(decode(stage, correction, Map.of("beats@1", whole.get(0))))
        .isEqualTo(whole.subList(1, whole.size()));
  }

  @Test
  @DisplayName("that nothing can obey ends the revision with the conflict, for people")
  void conflicts() {
    assertThat(refused(correction(ID, 1, beat(1_231, 0), beat(1_240, 0))))
        .contains("12.31 s and 12.40 s");
    assertThat(refused(correction(ID, 2, tempo(5, 10)))).contains("20 to 400");
    assertThat(refused(correction(ID, 3, beat(7_000, 0)))).contains("70.00 s").contains("outside");
    assertThat(refused(Correction.newBuilder(correction(ID, 4)).setFrameRate(50).build()))
        .contains("50.0 frames per second");
    assertThat(refused(Correction.newBuilder(correction(ID, 5)).setBase(5).build()))
        .contains("revision 5");
    assertThat(refused(Correction.newBuilder(correction(ID, 6)).setAnalysis("other").build()))
        .contains("on the stream beats@6");
  }

  @Test
  @DisplayName("that does not end with its only record is refused at once")
  void open() {
    Correction endless = Correction.newBuilder(correction(ID, 1)).setEnd(End.OPEN).build();
    assertThatThrownBy(() -> decode(endless))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("publish it with its end");
  }

  @Test
  @DisplayName(
      "of a recording whose activations are not there ends with the cause, and is tried anew")
  void missing() {
    List<ActivationBlock> all = log;
    log = List.of();
    assertThat(refused(correction(ID, 1))).contains("not in neume.activations any more");
    log = all.subList(0, 3);
    failure = "beats of this recording has not ended";
    assertThat(refused(correction(ID, 2))).contains("has not ended");
    log = all;
    assertThat(decode(correction(ID, 3)).get(0).getEnd()).isEqualTo(End.COMPLETE);
    log = List.of(Streams.ACTIVATIONS.aborted("gone", "beats", 0, "inference: no model", null));
    assertThat(refused(correction("gone", 1))).contains("inference: no model");
  }

  @Test
  @DisplayName("of what has no bars, no network of beats, or is too long ends with the cause")
  void unfit() {
    RevisionStage peaks =
        stage(1 << 20, Duration.ofHours(1), new ActivationDecoding.Peaks(PeakRule.defaults()));
    assertThat(decode(peaks, correction(ID, 1), Map.of()).get(0).getCause())
        .contains("takes no corrections");
    RevisionStage shortest =
        stage(
            1 << 20,
            Duration.ofSeconds(20),
            new ActivationDecoding.Network(DecoderConfig.defaults()));
    assertThat(decode(shortest, correction(ID, 1), Map.of()).get(0).getCause())
        .contains("longer than 20 s");
    RevisionStage barless =
        stage(
            1 << 20,
            Duration.ofHours(1),
            new ActivationDecoding.Network(DecoderConfig.beatsOnly()));
    assertThat(decode(barless, correction(ID, 1, beat(1_025, 1)), Map.of()).get(0).getCause())
        .contains("without bars");
  }

  @Test
  @DisplayName("on the stream of what the decoder found by itself is refused and touches nothing")
  void foreign() {
    Correction wrong = Correction.newBuilder(correction(ID, 1)).setStream("beats").build();
    assertThatThrownBy(() -> stage.outputStreams(wrong))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("beats@1");
    assertThat(stage.endsEveryStream()).isFalse();
    assertThat(stage.outputStreams(correction(ID, 7))).containsExactly("beats@7");
  }
}
