package org.neume.training.render;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Soundbank;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Renders scores with the JDK's software synthesizer (Gervill) and a soundfont, faster than real time and without a sound
 * device. The JVM must run with {@code --add-exports java.desktop/com.sun.media.sound=ALL-UNNAMED}, because the synthesizer's
 * streaming call is not exported. Not thread-safe through one soundfont's lazy loading; use one renderer per thread or share
 * it under the caller's lock only for {@link #render}'s duration.
 */
public final class SoundfontRenderer {
  /** Samples per second of everything rendered. */
  public static final int RATE = 44_100;

  /** Control blocks per second. The synthesizer acts on events at block borders plus an in-block offset. */
  private static final float CONTROL_RATE = 441f;

  /**
   * How late the synthesizer sounds a note, in samples: its output runs behind the event times by this constant, which depends
   * on the control rate alone. Measured with a click; held by a test.
   */
  static final int LATENCY = 103;

  private final @Nullable Soundbank soundfont;
  private @Nullable InstrumentRanges ranges;

  /**
   * Makes a renderer.
   *
   * @param soundfont loaded bank, or null for the small bank that the JDK generates itself
   */
  public SoundfontRenderer(@Nullable Soundbank soundfont) {
    this.soundfont = soundfont;
  }

  /**
   * The score without the pitched notes that the soundfont is silent on: keys outside of all zones of
   * the instrument that plays them, or parts whose instrument it does not have.
   *
   * @throws IOException where the synthesizer does not tell
   */
  public Score sounding(Score score) throws IOException {
    return soundfont == null ? score : SoundingNotes.in(score, ranges(soundfont));
  }

  private synchronized InstrumentRanges ranges(Soundbank bank) throws IOException {
    if (ranges == null) {
      ranges = new InstrumentRanges(bank);
    }
    return ranges;
  }

  /**
   * Renders a piece to one channel.
   *
   * @param seconds length of the result; what sounds longer is cut
   * @param reverb true for the synthesizer's own room and chorus
   * @return samples at {@link #RATE}, not limited to -1..1
   * @throws IOException where the synthesizer cannot run
   */
  public float[] render(Score score, double seconds, boolean reverb) throws IOException {
    int wanted = (int) Math.round(seconds * RATE);
    float[] audio = new float[wanted + LATENCY];
    try {
      Synthesizer synthesizer = MidiSystem.getSynthesizer();
      AudioFormat format =
          new AudioFormat(AudioFormat.Encoding.PCM_FLOAT, RATE, 32, 1, 4, RATE, false);
      Map<String, Object> settings = new HashMap<>();
      settings.put("control rate", CONTROL_RATE);
      settings.put("reverb", reverb);
      settings.put("chorus", reverb);
      settings.put("auto gain control", false);
      settings.put("max polyphony", "96");
      settings.put("load default soundbank", soundfont == null);
      try (AudioInputStream stream = open(synthesizer, format, settings)) {
        if (soundfont != null) {
          synthesizer.loadAllInstruments(soundfont);
        }
        send(score, synthesizer.getReceiver());
        read(stream, audio);
      } finally {
        synthesizer.close();
      }
    } catch (MidiUnavailableException | InvalidMidiDataException e) {
      throw new IOException("the software synthesizer does not run: " + e.getMessage(), e);
    }
    return java.util.Arrays.copyOfRange(audio, LATENCY, audio.length);
  }

  private static AudioInputStream open(
      Synthesizer synthesizer, AudioFormat format, Map<String, Object> settings)
      throws IOException {
    try {
      return (AudioInputStream)
          Class.forName("com.sun.media.sound.AudioSynthesizer")
              .getMethod("openStream", AudioFormat.class, Map.class)
              .invoke(synthesizer, format, settings);
    } catch (IllegalAccessException e) {
      throw new IOException(
          "rendering needs the JVM option --add-exports java.desktop/com.sun.media.sound=ALL-UNNAMED",
          e);
    } catch (ReflectiveOperationException e) {
      Throwable cause =
          e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
      throw new IOException("this JDK's synthesizer cannot stream: " + cause, cause);
    }
  }

  private static void send(Score score, Receiver receiver) throws InvalidMidiDataException {
    for (Control c : score.controls()) {
      receiver.send(
          new ShortMessage(c.command(), c.channel(), c.first(), c.second()), micros(c.time()));
    }
    for (Note n : score.notes()) {
      receiver.send(
          new ShortMessage(ShortMessage.NOTE_ON, n.channel(), n.pitch(), n.velocity()),
          micros(n.time()));
      receiver.send(
          new ShortMessage(ShortMessage.NOTE_OFF, n.channel(), n.pitch(), 0),
          micros(n.time() + n.duration()));
    }
  }

  private static long micros(double seconds) {
    return Math.round(Math.max(0, seconds) * 1e6);
  }

  private static void read(AudioInputStream stream, float[] audio) throws IOException {
    byte[] bytes = new byte[1 << 16];
    int filled = 0;
    while (filled < audio.length) {
      int got = stream.readNBytes(bytes, 0, Math.min(bytes.length, (audio.length - filled) * 4));
      if (got <= 0) {
        return;
      }
      ByteBuffer.wrap(bytes, 0, got)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(audio, filled, got / 4);
      filled += got / 4;
    }
  }
}
