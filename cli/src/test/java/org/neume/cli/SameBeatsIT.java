package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neume.annotation.Annotation;
import org.neume.annotation.format.JamsFormat;
import org.neume.annotation.format.TextFormats;
import org.neume.annotation.stream.AnnotationBuilder;
import org.neume.annotation.stream.Finding;
import org.neume.cli.chain.KafkaClients;
import org.neume.cli.chain.PureStages;
import org.neume.decoder.decode.ActivationDecoding;
import org.neume.decoder.decode.DecoderChoice;
import org.neume.decoder.decode.DecoderConfig;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;
import org.neume.schemas.Topics;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.BeatBlock;

/** {@code evaluate} and {@code bench} annotate through {@link org.neume.cli.chain.PureChain}. */
@DisplayName("One recording has one annotation")
class SameBeatsIT {
  private static final double SECONDS = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String TITLE = "a.wav";

  @TempDir Path folder;

  @Test
  @DisplayName(
      "bit for bit on every road: the topic, however it was cut, the command, the pure stages")
  void sameOnEveryRoad() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(NeumeProcess.root().resolve("models/beats/model.json")),
        "skipped: no trained model in models/beats");
    Path file = folder.resolve(TITLE);
    Files.write(file, TestAudio.wav(TestAudio.clicks(SECONDS, 100)));
    Annotation pure = pure(file);
    assertThat(pure.beats()).hasSizeGreaterThan(40);

    NeumeProcess neume = new NeumeProcess(folder);
    Path log = folder.resolve("up.log");
    Process up = neume.start(log, "up", "--port", "0");
    try {
      String bootstrap = readyAddress(up, log);
      float[] samples = samples(file);
      List<TestRecording> cuts =
          List.of(
              new TestRecording("halves-of-seconds", samples, TestAudio.RATE / 2, false),
              new TestRecording("odd", samples, 7_919, false),
              new TestRecording("small", samples, 1_001, false));
      try (KafkaProducer<String, SpecificRecordBase> producer = KafkaClients.producer(bootstrap)) {
        for (TestRecording cut : cuts) {
          for (AudioChunk chunk : cut.chunks()) {
            var unused =
                producer.send(new ProducerRecord<>(Topics.AUDIO.name(), cut.id(), chunk)).get();
          }
        }
      }
      assertThat(neume.run("publish", TITLE, "--id", "published", "-b", bootstrap).exitCode())
          .isZero();

      List<String> expected =
          EndedBeats.anonymous(EndedBeats.await(bootstrap, cuts.get(0).id(), PATIENCE));
      for (String id : List.of("halves-of-seconds", "odd", "small", "published")) {
        List<BeatBlock> blocks = EndedBeats.await(bootstrap, id, PATIENCE);
        assertThat(EndedBeats.anonymous(blocks)).as(id).isEqualTo(expected);
        AnnotationBuilder builder = new AnnotationBuilder();
        blocks.forEach(block -> builder.add(Finding.BEATS, block));
        // Records of doubles are equal where their bits are.
        assertThat(builder.build(TITLE)).as(id).isEqualTo(pure);
      }
    } finally {
      up.destroy();
      up.waitFor();
    }

    assertThat(
            neume
                .run("annotate", TITLE, "--analyses", "beats", "--out", ".", "-f", "beats,jams")
                .exitCode())
        .isZero();
    assertThat(folder.resolve("a.beats")).hasContent(TextFormats.beats(pure));
    assertThat(folder.resolve("a.jams")).hasContent(new JamsFormat().text(pure));
  }

  private static Annotation pure(Path file) throws IOException {
    DecoderChoice decoders =
        DecoderChoice.always(new ActivationDecoding.Network(DecoderConfig.defaults()));
    try (PureStages stages = PureStages.open(null, List.of("beats"), decoders, Map.of());
        AudioSource source = AudioFile.open(file)) {
      return stages
          .chain()
          .annotate(source, TITLE, List.of("beats"), EnumSet.of(Finding.BEATS))
          .annotation();
    }
  }

  private static float[] samples(Path file) throws IOException {
    float[] samples = new float[(int) (SECONDS * TestAudio.RATE)];
    try (AudioSource source = AudioFile.open(file)) {
      assertThat(source.read(samples)).isEqualTo(samples.length);
    }
    return samples;
  }

  private static String readyAddress(Process up, Path log) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(up.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    assertThat(line).as(Files.readString(log)).startsWith("neume: ready at ");
    return line.replaceAll(".*ready at ([^;]*);.*", "$1");
  }
}
