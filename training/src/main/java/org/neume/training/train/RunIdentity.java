package org.neume.training.train;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neume.training.network.BeatNetworkConfig;

/**
 * All that decides what a training run comes to: a run goes on from a checkpoint of an equal one
 * only. Immutable.
 *
 * @param parts value by name, as people know them
 */
record RunIdentity(Map<String, String> parts) {
  private static final String SEPARATOR = "\n";

  RunIdentity {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** The identity of a run with these options, this data and this decoder of the validation. */
  static RunIdentity of(
      BeatTrainingOptions options, PieceSource source, BeatPicker picker, StartWeights start) {
    Map<String, String> parts = new LinkedHashMap<>(options.parts());
    parts.put("training data", hash(source.training()));
    parts.put("validation data (fold)", hash(source.validation()));
    parts.put("picker", picker.name());
    parts.put("first weights", start.name());
    return new RunIdentity(parts);
  }

  /** Everything as text, which {@link #differences} reads. */
  String text() {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + "=" + part.getValue())
        .collect(Collectors.joining(SEPARATOR));
  }

  /** The names of the parts that are others in a text of {@link #text}; empty if none is. */
  List<String> differences(String text) {
    Map<String, String> others = new LinkedHashMap<>();
    for (String line : text.split(SEPARATOR, -1)) {
      int equals = line.indexOf('=');
      others.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
    }
    Set<String> names = new TreeSet<>(parts.keySet());
    names.addAll(others.keySet());
    List<String> different = new ArrayList<>();
    for (String name : names) {
      String value = parts.get(name);
      if (value == null || !value.equals(others.get(name))) {
        different.add(name.isEmpty() ? "version" : name);
      }
    }
    return different;
  }

  /** Names, lengths, beats and a frame from the middle of each piece, in their order. */
  private static String hash(List<TrainingPiece> pieces) {
    MessageDigest digest = sha256();
    float[] frame = new float[BeatNetworkConfig.BANDS];
    for (TrainingPiece piece : pieces) {
      StringBuilder text = new StringBuilder(piece.id());
      text.append(' ').append(piece.frames()).append(' ').append(piece.frameRate());
      text.append(' ').append(piece.real()).append(' ').append(piece.weight());
      for (double time : piece.beatTimes()) {
        text.append(' ').append(time);
      }
      for (int number : piece.beatNumbers()) {
        text.append(' ').append(number);
      }
      if (piece.frames() > 0) {
        piece.copyFrames(piece.frames() / 2, 1, frame, 0);
        for (float value : frame) {
          text.append(' ').append(value);
        }
      }
      digest.update(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }
    return pieces.size() + " pieces " + HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
