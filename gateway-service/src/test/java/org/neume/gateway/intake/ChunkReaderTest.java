package org.neume.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.media.PcmEncoding;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topic;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.schemas.record.SampleFormat;

@DisplayName("Audio in chunks")
class ChunkReaderTest {
  @ParameterizedTest(name = "{0} Hz, {1} channels, {2} frames")
  @CsvSource({
    "44100,2,100000",
    "8000,1,4000",
    "8000,1,4001",
    "192000,8,200000",
    "44100,1,1",
    "44100,1,0"
  })
  void theChunksHoldEverySampleOnceInOrderAndFitTheTopic(int rate, int channels, int frames)
      throws IOException {
    byte[] pcm = new byte[2 * channels * frames];
    new Random(1).nextBytes(pcm);
    List<AudioChunk> chunks = chunks(pcm, rate, channels);
    ByteBuffer together = ByteBuffer.allocate(pcm.length);
    long firstFrame = 0;
    try (AvroSerializer serializer = new AvroSerializer()) {
      for (int i = 0; i < chunks.size(); i++) {
        AudioChunk chunk = chunks.get(i);
        assertThat(chunk.getSequence()).isEqualTo(i);
        assertThat(chunk.getFirstFrame()).isEqualTo(firstFrame);
        assertThat(chunk.getEnd()).isEqualTo(i < chunks.size() - 1 ? End.OPEN : End.COMPLETE);
        firstFrame += chunk.getFrameCount();
        together.put(chunk.getPayload().duplicate());
        assertThat(serializer.serialize("t", chunk)).hasSizeLessThan(Topic.MAX_RECORD_BYTES);
      }
    }
    assertThat(firstFrame).isEqualTo(frames);
    assertThat(together.array()).isEqualTo(pcm);
  }

  @Test
  void aSourceThatFailsIsClosedWithAnAbortedRecordThatSaysWhy() throws IOException {
    byte[] pcm = new byte[2 * 44_100 + 1];
    try (AudioSource source = raw(pcm, 44_100, 1)) {
      ChunkReader reader = new ChunkReader(source, "r", List.of("beats"), SampleFormat.PCM16);
      assertThatThrownBy(
              () -> {
                while (reader.next().getEnd() == End.OPEN) {}
              })
          .isInstanceOf(IOException.class);
      AudioChunk aborted = reader.aborted("cut off");
      assertThat(aborted.getEnd()).isEqualTo(End.ABORTED);
      assertThat(aborted.getCause()).isEqualTo("cut off");
      assertThat(aborted.getSequence()).isEqualTo(2);
      assertThat(aborted.getFirstFrame()).isEqualTo(44_100);
      assertThat(aborted.getFrameCount()).isZero();
    }
  }

  private static List<AudioChunk> chunks(byte[] pcm, int rate, int channels) throws IOException {
    List<AudioChunk> chunks = new ArrayList<>();
    try (AudioSource source = raw(pcm, rate, channels)) {
      ChunkReader reader = new ChunkReader(source, "r", List.of("beats"), SampleFormat.PCM16);
      do {
        chunks.add(reader.next());
      } while (chunks.get(chunks.size() - 1).getEnd() == End.OPEN);
    }
    return chunks;
  }

  private static AudioSource raw(byte[] pcm, int rate, int channels) {
    return AudioFile.openRaw(
        new ByteArrayInputStream(pcm),
        "test",
        new org.neume.media.SampleFormat(rate, channels, OptionalLong.empty()),
        PcmEncoding.S16);
  }
}
