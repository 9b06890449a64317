package org.neume.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.gateway.TestRecords;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.RecordingInfo;

@DisplayName("Samples as they arrive")
class PcmWriterTest {
  private static final int RATE = 8_000;
  private static final int FRAME = 4;
  private static final int CHUNK = RATE / 2;
  private static final int LONGEST = 100 * CHUNK;

  private final RecordingInfo info = TestRecords.info(RATE, 2, "beats");
  private final List<AudioChunk> sent = new ArrayList<>();
  private final List<Runnable> acknowledgments = new ArrayList<>();
  private final List<Runnable> losses = new ArrayList<>();
  private int refusals;

  private PcmWriter writer(@Nullable AudioChunk last) {
    return new PcmWriter(
        info,
        last,
        LONGEST,
        (chunk, acknowledged, lost) -> {
          if (refusals-- > 0) {
            throw new PublishException("the broker is away", new IllegalStateException());
          }
          sent.add(chunk);
          acknowledgments.add(acknowledged);
          losses.add(lost);
        });
  }

  private static byte[] samples(int frames) {
    byte[] samples = new byte[frames * FRAME];
    new Random(1).nextBytes(samples);
    return samples;
  }

  private static byte[] joined(List<AudioChunk> chunks) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (AudioChunk chunk : chunks) {
      byte[] payload = new byte[chunk.getPayload().remaining()];
      chunk.getPayload().duplicate().get(payload);
      bytes.writeBytes(payload);
    }
    return bytes.toByteArray();
  }

  @Property(tries = 200)
  void theRecordsAreTheSameHoweverTheSamplesCame(
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 3 * CHUNK) Integer> pieces)
      throws Exception {
    byte[] all = samples(pieces.stream().mapToInt(Integer::intValue).sum());
    PcmWriter atOnce = writer(null);
    atOnce.write(0, ByteBuffer.wrap(all), true);
    List<AudioChunk> expected = List.copyOf(sent);
    sent.clear();
    PcmWriter piecewise = writer(null);
    int position = 0;
    for (int piece : pieces) {
      piecewise.write(
          position, ByteBuffer.wrap(all, position * FRAME, piece * FRAME).slice(), false);
      position += piece;
    }
    piecewise.write(position, ByteBuffer.allocate(0), true);
    assertThat(sent).isEqualTo(expected);
    assertThat(joined(sent)).isEqualTo(all);
    sent.clear();
  }

  @Test
  void recordsAreHalfASecondNumberedWithoutGapsAndClosedByOneWithoutSamples() throws Exception {
    writer(null).write(0, ByteBuffer.wrap(samples(CHUNK + 1)), true);
    assertThat(sent).extracting(AudioChunk::getFrameCount).containsExactly(CHUNK, 1, 0);
    assertThat(sent).extracting(AudioChunk::getSequence).containsExactly(0L, 1L, 2L);
    assertThat(sent)
        .extracting(AudioChunk::getFirstFrame)
        .containsExactly(0L, (long) CHUNK, CHUNK + 1L);
    assertThat(sent)
        .extracting(AudioChunk::getEnd)
        .containsExactly(End.OPEN, End.OPEN, End.COMPLETE);
  }

  @Test
  void anotherGatewayGoesOnWhereTheLogEndsWithTheSameRecords() throws Exception {
    byte[] all = samples(3 * CHUNK + 5);
    writer(null).write(0, ByteBuffer.wrap(all), true);
    List<AudioChunk> expected = List.copyOf(sent);
    sent.clear();
    PcmWriter second = writer(expected.get(0));
    assertThat(second.next()).isEqualTo(CHUNK);
    second.write(
        CHUNK, ByteBuffer.wrap(all, CHUNK * FRAME, all.length - CHUNK * FRAME).slice(), true);
    assertThat(sent).isEqualTo(expected.subList(1, expected.size()));
  }

  @Test
  void whatIsThereAlreadyIsDropped() throws Exception {
    byte[] all = samples(CHUNK);
    PcmWriter writer = writer(null);
    writer.write(0, ByteBuffer.wrap(all, 0, 100 * FRAME).slice(), false);
    writer.write(0, ByteBuffer.wrap(all), true);
    assertThat(joined(sent)).isEqualTo(all);
  }

  @Test
  void aGapIsRefusedWithTheFrameThatComesNext() throws Exception {
    PcmWriter writer = writer(null);
    writer.write(0, ByteBuffer.wrap(samples(10)), false);
    PcmWriter.GapException gap =
        catchThrowableOfType(
            PcmWriter.GapException.class,
            () -> writer.write(11, ByteBuffer.wrap(samples(1)), false));
    assertThat(gap.next()).isEqualTo(10);
  }

  @Test
  void nothingFollowsTheEndButTheEndMayBeSaidTwice() throws Exception {
    PcmWriter writer = writer(null);
    writer.write(0, ByteBuffer.wrap(samples(10)), true);
    writer.write(10, ByteBuffer.allocate(0), true);
    assertThat(sent).filteredOn(c -> c.getEnd() == End.COMPLETE).hasSize(1);
    assertThatThrownBy(() -> writer.write(10, ByteBuffer.wrap(samples(1)), false))
        .isInstanceOf(PcmWriter.GapException.class)
        .hasMessageContaining("has ended at frame 10");
  }

  @Test
  void halfAFrameIsRefused() {
    assertThatThrownBy(() -> writer(null).write(0, ByteBuffer.allocate(FRAME + 1), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole frames of 4 bytes");
  }

  @Test
  void onlyWhatTheBrokerHasIsDurable() throws Exception {
    PcmWriter writer = writer(null);
    writer.write(0, ByteBuffer.wrap(samples(2 * CHUNK + 7)), false);
    assertThat(writer.next()).isEqualTo(2 * CHUNK + 7);
    assertThat(writer.durable()).isZero();
    acknowledgments.get(0).run();
    assertThat(writer.durable()).isEqualTo(CHUNK);
  }

  @Test
  void whatTheBrokerRefusedIsSentOnceItTakesItAgain() throws Exception {
    byte[] all = samples(2 * CHUNK);
    PcmWriter writer = writer(null);
    refusals = 1;
    assertThatThrownBy(() -> writer.write(0, ByteBuffer.wrap(all), false))
        .isInstanceOf(PublishException.class);
    int next = (int) writer.next() * FRAME;
    writer.write(writer.next(), ByteBuffer.wrap(all, next, all.length - next).slice(), true);
    assertThat(joined(sent)).isEqualTo(all);
  }

  @Test
  void behindALossNothingIsTakenAndNothingCountsAsKept() throws Exception {
    PcmWriter writer = writer(null);
    writer.write(0, ByteBuffer.wrap(samples(3 * CHUNK)), false);
    acknowledgments.get(0).run();
    losses.get(1).run();
    acknowledgments.get(2).run();
    assertThat(writer.durable()).isEqualTo(CHUNK);
    assertThatThrownBy(() -> writer.write(3 * CHUNK, ByteBuffer.wrap(samples(1)), false))
        .isInstanceOf(PublishException.class);
  }

  @Test
  void anEndThatTheBrokerRefusedIsSaidAgain() {
    PcmWriter writer = writer(null);
    refusals = 1;
    assertThatThrownBy(() -> writer.write(0, ByteBuffer.allocate(0), true))
        .isInstanceOf(PublishException.class);
    assertThat(writer.over()).isFalse();
    assertThatCode(() -> writer.write(0, ByteBuffer.allocate(0), true)).doesNotThrowAnyException();
    assertThat(sent).extracting(AudioChunk::getEnd).containsExactly(End.COMPLETE);
  }

  @Test
  void aRecordingThatBecomesTooLongIsEndedAtItsLongest() throws Exception {
    byte[] all = samples(LONGEST + 10);
    PcmWriter writer = writer(null);
    writer.write(0, ByteBuffer.wrap(all, 0, 5 * FRAME).slice(), false);
    assertThatThrownBy(() -> writer.write(0, ByteBuffer.wrap(all), false))
        .isInstanceOf(PcmWriter.TooLongException.class)
        .hasMessageContaining("50 s");
    assertThat(joined(sent)).isEqualTo(java.util.Arrays.copyOf(all, LONGEST * FRAME));
    assertThat(sent).filteredOn(c -> c.getEnd() == End.COMPLETE).hasSize(1);
    assertThat(writer.over()).isTrue();
  }

  @Test
  void aRecordingThatIsLongerThanItMayBeNowIsEndedWhereItIs() throws Exception {
    byte[] all = samples(3 * CHUNK);
    writer(null).write(0, ByteBuffer.wrap(all), false);
    AudioChunk last = sent.get(2);
    sent.clear();
    PcmWriter shorter =
        new PcmWriter(info, last, 2L * CHUNK, (chunk, acknowledged, lost) -> sent.add(chunk));
    assertThatThrownBy(() -> shorter.write(3 * CHUNK, ByteBuffer.wrap(samples(10)), false))
        .isInstanceOf(PcmWriter.TooLongException.class);
    assertThat(shorter.next()).isEqualTo(3 * CHUNK);
    assertThat(shorter.over()).isTrue();
    assertThat(sent).extracting(AudioChunk::getEnd).containsExactly(End.COMPLETE);
  }
}
