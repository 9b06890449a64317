package org.neume.feature.messaging;

import java.io.File;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Topics;
import org.neume.schemas.record.FeatureBlock;
import org.neume.schemas.record.SampleFormat;
import org.neume.stage.testing.MachineContract;

/**
 * Prints what an hour of features takes in the topic, under each compression of Kafka's. Run its
 * main with 16-bit WAV files; every record is a batch of its own, as a stream's are.
 */
public final class FeatureSizeReport {

  private FeatureSizeReport() {}

  /** Measures each file that is named. */
  public static void main(String[] args) throws Exception {
    AvroSerializer serializer = new AvroSerializer();
    for (String file : args) {
      try (AudioInputStream audio = AudioSystem.getAudioInputStream(new File(file))) {
        AudioFormat format = audio.getFormat();
        float[] samples = samples(audio);
        for (String analysis : List.of("beats", "notes")) {
          List<FeatureBlock> blocks =
              MachineContract.run(
                  new FeatureStage(),
                  Recordings.chunks(
                      "r",
                      samples,
                      format.getChannels(),
                      (int) format.getSampleRate(),
                      SampleFormat.PCM16,
                      1,
                      List.of(analysis)));
          List<byte[]> records =
              blocks.stream().map(b -> serializer.serialize(Topics.FEATURES.name(), b)).toList();
          double hours = samples.length / (3600.0 * format.getChannels() * format.getSampleRate());
          print(file, blocks.get(0).getStream(), records, hours);
        }
      }
    }
  }

  private static void print(String file, String stream, List<byte[]> records, double hours) {
    System.out.printf(Locale.ROOT, "%s, %s, MB per hour:", file, stream);
    for (CompressionType type : CompressionType.values()) {
      Compression compression = Compression.of(type).build();
      long bytes = 0;
      for (byte[] record : records) {
        bytes += MemoryRecords.withRecords(compression, new SimpleRecord(record)).sizeInBytes();
      }
      System.out.printf(Locale.ROOT, " %s %.0f", type.name, bytes / hours / 1e6);
    }
    System.out.println();
  }

  private static float[] samples(AudioInputStream audio) throws Exception {
    if (audio.getFormat().getSampleSizeInBits() != 16 || audio.getFormat().isBigEndian()) {
      throw new IllegalArgumentException("not 16-bit little-endian PCM: convert the file first");
    }
    byte[] bytes = audio.readAllBytes();
    float[] samples = new float[bytes.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8)) / 32768f;
    }
    return samples;
  }
}
