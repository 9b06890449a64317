package org.neume.training.render;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sound.midi.Instrument;
import javax.sound.midi.Patch;
import javax.sound.midi.Soundbank;
import org.jspecify.annotations.Nullable;

/**
 * Which keys the instruments of a soundfont sound: outside of all its zones an instrument is silent. The
 * synthesizer's own rules decide which instrument a program stands for. Thread-safe.
 */
final class InstrumentRanges {
  private static final String PACKAGE = "com.sun.media.sound.";
  private static final String PATCH = "ModelPatch";
  private static final int KEYS = 128;

  /** Bank numbers whose upper seven bits are these mean what General MIDI 2 says of them. */
  private static final int DRUM_BANK = 0x78;

  private static final int MELODIC_BANK = 0x79;

  /** What the synthesizer takes for a melodic bank of General MIDI 2 first. */
  private static final int FIRST_VARIATION = 1 << 7;

  private final Map<String, Instrument> instruments = new HashMap<>();
  private final Map<Instrument, BitSet> sounding = new ConcurrentHashMap<>();

  /**
   * Reads which instruments there are.
   *
   * @throws IOException where the synthesizer does not tell
   */
  InstrumentRanges(Soundbank soundfont) throws IOException {
    for (Instrument instrument : soundfont.getInstruments()) {
      Patch patch = instrument.getPatch();
      instruments.put(name(isDrums(patch), patch.getProgram(), patch.getBank()), instrument);
    }
  }

  /**
   * The instrument that a channel other than that of drums plays; null where it is silent, or plays drums.
   *
   * @param program 0..127
   * @param bank 14 bits, as the two bank controllers give it
   */
  @Nullable Instrument melodic(int program, int bank) {
    int group = bank >> 7;
    Instrument found = instruments.get(name(false, program, bank));
    if (found != null || group == DRUM_BANK) {
      return found;
    }
    if (group == MELODIC_BANK) {
      found = instruments.get(name(false, program, FIRST_VARIATION));
      return found != null ? found : instruments.get(name(false, program, 0));
    }
    found = instruments.get(name(false, program, 0));
    return found != null ? found : instruments.get(name(false, 0, 0));
  }

  /**
   * Says whether an instrument sounds a key struck so fast.
   *
   * @throws IOException where the synthesizer does not tell
   */
  boolean sounds(Instrument instrument, int key, int velocity) throws IOException {
    BitSet keys = sounding.get(instrument);
    if (keys == null) {
      keys = keys(instrument);
      sounding.put(instrument, keys);
    }
    return keys.get(key * KEYS + velocity);
  }

  private static BitSet keys(Instrument instrument) throws IOException {
    BitSet keys = new BitSet(KEYS * KEYS);
    for (Object zone : (Object[]) call("ModelInstrument", "getPerformers", instrument)) {
      int lowest = whole("getVelFrom", zone);
      int highest = whole("getVelTo", zone);
      int last = whole("getKeyTo", zone);
      for (int key = whole("getKeyFrom", zone); key <= last && lowest <= highest; key++) {
        keys.set(key * KEYS + lowest, key * KEYS + highest + 1);
      }
    }
    return keys;
  }

  private static int whole(String method, Object zone) throws IOException {
    return (Integer) call("ModelPerformer", method, zone);
  }

  private static Object call(String type, String method, Object target) throws IOException {
    try {
      return Class.forName(PACKAGE + type).getMethod(method).invoke(target);
    } catch (IllegalAccessException e) {
      throw new IOException(
          "rendering needs the JVM option --add-exports java.desktop/com.sun.media.sound=ALL-UNNAMED",
          e);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      Throwable cause =
          e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
      throw new IOException("this JDK does not tell the keys of instruments: " + cause, cause);
    }
  }

  /** Those of other kinds of soundfonts know no drums. */
  private static boolean isDrums(Patch patch) throws IOException {
    return patch.getClass().getName().equals(PACKAGE + PATCH)
        && (Boolean) call(PATCH, "isPercussion", patch);
  }

  private static String name(boolean drums, int program, int bank) {
    return (drums ? "drums " : "") + program + " " + bank;
  }
}
