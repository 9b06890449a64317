package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import javax.sound.midi.MidiSystem;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The files' validity by the official schema is held by {@code UnusualMusicTest} of the scores. */
@DisplayName("Audio that is hardly music, as a user calls it")
class UnusualAudioIT {
  private static final int SECONDS = 12;

  @TempDir Path folder;

  @Test
  @DisplayName("gives MusicXML and MIDI of every file, perhaps empty, and no word of complaint")
  void everyFileIsWritten() throws Exception {
    for (String model : List.of("beats", "notes")) {
      Assumptions.assumeTrue(
          Files.exists(NeumeProcess.root().resolve("models/" + model + "/model.json")),
          "skipped: no trained model in models/" + model);
    }
    Random random = new Random(5);
    double[] phase = new double[1];
    Map<String, float[]> music = new LinkedHashMap<>();
    music.put("silence", samples(i -> 0));
    music.put("noise", samples(i -> 0.3 * random.nextGaussian()));
    music.put("drums", TestAudio.clicks(SECONDS, 120));
    music.put("drone", samples(i -> 0.4 * Math.signum(sine(110, i))));
    music.put("below", samples(i -> 0.5 * sine(20, i)));
    music.put("above", samples(i -> 0.5 * sine(9_000, i)));
    // Tones whose pitch and length are drawn: no beat.
    int[] left = new int[1];
    double[] pitch = {220};
    music.put(
        "rubato",
        samples(
            i -> {
              if (left[0]-- == 0) {
                left[0] = TestAudio.RATE / 10 + random.nextInt(2 * TestAudio.RATE);
                pitch[0] = 110 * Math.pow(2, random.nextInt(36) / 12.0);
              }
              phase[0] += 2 * Math.PI * pitch[0] / TestAudio.RATE;
              return 0.4 * Math.sin(phase[0]);
            }));
    music.put("moment", new float[TestAudio.RATE / 50]);
    List<String> line = new ArrayList<>(List.of("annotate"));
    for (Map.Entry<String, float[]> entry : music.entrySet()) {
      Files.write(folder.resolve(entry.getKey() + ".wav"), TestAudio.wav(entry.getValue()));
      line.add(entry.getKey() + ".wav");
    }
    line.addAll(List.of("--out", ".", "-f", "midi,musicxml,csv"));

    NeumeProcess.Result result = new NeumeProcess(folder).run(line.toArray(String[]::new));

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    for (String name : music.keySet()) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      Document score =
          factory.newDocumentBuilder().parse(folder.resolve(name + ".musicxml").toFile());
      assertThat(score.getDocumentElement().getTagName()).isEqualTo("score-partwise");
      assertThat(score.getElementsByTagName("measure").getLength()).as(name).isPositive();
      assertThat(MidiSystem.getSequence(folder.resolve(name + ".mid").toFile()).getTracks())
          .as(name)
          .hasSize(3);
      assertThat(folder.resolve(name + ".csv")).exists();
      assertThat(folder.resolve(name + ".notes.csv")).exists();
    }
  }

  private static float[] samples(IntToDoubleFunction sample) {
    float[] samples = new float[SECONDS * TestAudio.RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) sample.applyAsDouble(i);
    }
    return samples;
  }

  private static double sine(double hertz, int sample) {
    return Math.sin(2 * Math.PI * hertz * sample / TestAudio.RATE);
  }
}
