package org.neume.feature.signal;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.neume.feature.signal.ConstantQConfig.Quality;

/**
 * Writes the picture of low, high and dynamic Q side by side: a chord of C3, E3 and G3, then C4 and
 * C sharp 4 struck five times in a row and held. Run its main with the path of an SVG file.
 */
public final class DynamicQPicture {

  private static final int FIRST_BIN = 96;
  private static final int END_BIN = 252;
  private static final int FRAMES = 165;
  private static final int WIDTH = 330;
  private static final int HEIGHT = 312;
  private static final int TOP = 40;
  private static final int LEFT = 44;
  private static final int GAP = 16;

  /** Colors from -65 to -15 dB of full scale: dark blue, violet, orange, pale yellow. */
  private static final int[][] COLORS = {
    {6, 8, 32}, {62, 20, 108}, {168, 44, 96}, {240, 124, 46}, {252, 244, 190}
  };

  private DynamicQPicture() {}

  /** Writes the SVG file that the first argument names. */
  public static void main(String[] args) throws IOException {
    StringBuilder svg = new StringBuilder();
    int width = LEFT + 3 * (WIDTH + GAP);
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="13" role="img" aria-labelledby="t d">
        <title id="t">Constant-Q spectra at low, high and dynamic Q</title>
        <desc id="d">Low Q shows onsets sharply and blurs neighboring harmonics; high Q separates harmonics and smears onsets; dynamic Q does neither.</desc>
        <rect width="100%%" height="100%%" fill="#fff"/>
        """
            .formatted(width, TOP + HEIGHT + 44));
    float[] scene = scene();
    String[] titles = {
      "low Q: sharp onsets, blurred harmonics",
      "high Q: clear harmonics, smeared onsets",
      "dynamic Q: the representation"
    };
    List<Quality> qualities = List.of(Quality.LOW, Quality.HIGH, Quality.DYNAMIC);
    for (int i = 0; i < titles.length; i++) {
      panel(svg, LEFT + i * (WIDTH + GAP), titles[i], qualities.get(i), scene);
    }
    for (int octave = 3; octave <= 5; octave++) {
      double y = TOP + (END_BIN - 0.5 - ConstantQGram.bin(32.703 * Math.pow(2, octave - 1))) * 2;
      text(svg, LEFT - 8, y + 4, "end", "C" + octave);
    }
    svg.append("</svg>\n");
    Files.writeString(Path.of(args[0]), svg);
  }

  private static float[] scene() {
    PlayedNotes notes = new PlayedNotes(FRAMES / 50.0);
    for (int note : new int[] {48, 52, 55}) {
      notes.add(PlayedNotes.frequency(note), 0.3, 1.4, 0.12, 8);
    }
    for (int note : new int[] {60, 61}) {
      for (int stroke = 0; stroke < 4; stroke++) {
        double from = 1.6 + 0.16 * stroke;
        notes.add(PlayedNotes.frequency(note), from, from + 0.14, 0.15, 4);
      }
      notes.add(PlayedNotes.frequency(note), 2.24, 3.1, 0.15, 4);
    }
    return notes.samples();
  }

  private static void panel(StringBuilder svg, int x, String title, Quality quality, float[] scene)
      throws IOException {
    text(svg, x + WIDTH / 2.0, TOP - 12, "middle", title);
    svg.append(
        "<image x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,%s\"/>%n"
            .formatted(x, TOP, WIDTH, HEIGHT, image(ConstantQGram.of(quality, scene))));
    for (int second = 0; second <= 3; second++) {
      text(svg, x + second * 100, TOP + HEIGHT + 18, "middle", second + " s");
    }
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\" fill=\"#222\">%s</text>%n",
            x,
            y,
            anchor,
            words));
  }

  private static String image(ConstantQGram gram) throws IOException {
    BufferedImage image =
        new BufferedImage(FRAMES, END_BIN - FIRST_BIN, BufferedImage.TYPE_INT_RGB);
    for (int frame = 0; frame < FRAMES; frame++) {
      for (int bin = FIRST_BIN; bin < END_BIN; bin++) {
        double height = Math.max(0, Math.min(1, (gram.level(frame, bin) + 65) / 50));
        image.setRGB(frame, END_BIN - 1 - bin, color(height));
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return Base64.getEncoder().encodeToString(png.toByteArray());
  }

  private static int color(double height) {
    double place = height * (COLORS.length - 1);
    int below = Math.min(COLORS.length - 2, (int) place);
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      int from = COLORS[below][channel];
      int to = COLORS[below + 1][channel];
      rgb = rgb << 8 | (int) Math.round(from + (place - below) * (to - from));
    }
    return rgb;
  }
}
