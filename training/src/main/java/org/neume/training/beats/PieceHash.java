package org.neume.training.beats;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells data sets apart. */
public final class PieceHash {
  private PieceHash() {}

  /** Names, lengths, beats and a frame from the middle of each piece, in their order. */
  public static String of(List<TrainingPiece> pieces) {
    MessageDigest digest = sha256();
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
        float[] frame = new float[piece.width()];
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
