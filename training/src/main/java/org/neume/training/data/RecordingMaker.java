package org.neume.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.neume.training.render.Beat;
import org.neume.training.render.MixChain;

/**
 * Makes features of recordings: as they are, and in altered copies. Some copies get drums of ours on top, in time with the
 * annotated beats: a real background under a rhythm that the recording does not have.
 */
final class RecordingMaker {
  private final RenderingMaker renderings;
  private final FeatureMaker features;

  RecordingMaker(RenderingMaker renderings, FeatureMaker features) {
    this.renderings = renderings;
    this.features = features;
  }

  /**
   * Makes one copy.
   *
   * @param copy 0 for the recording as it is; every other number gives another alteration of speed, pitch, equaliser, room,
   *     noise, level and added drums
   */
  LabeledFeatures make(SourcePiece piece, int copy, long seed) throws IOException {
    float[] audio = RecordingReader.read(piece.file());
    OptionalDouble named =
        piece.collection() == SourcePiece.Collection.NAMED_TEMPO
            ? NamedTempo.of(piece.file())
            : OptionalDouble.empty();
    boolean downbeats = named.isEmpty();
    List<Beat> beats =
        downbeats
            ? BeatAnnotation.regular(BeatAnnotation.read(labels(piece.file())))
            : NamedTempo.beats(named.getAsDouble(), audio.length / 44_100.0);
    if (copy == 0) {
      return features.features(audio, beats, downbeats, 441);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double pitch = random.nextInt(3) == 0 ? 1 : Math.pow(2, (random.nextDouble() - 0.5) * 6 / 12);
    double tempo = Math.pow(2, (random.nextDouble() - 0.5) * 0.5);
    double added = piece.collection() == SourcePiece.Collection.FREE_MUSIC_AUDIO ? 0.4 : 0.15;
    // Drums need bars, and a draw stays a draw whoever's the recording is.
    if (random.nextDouble() < added && downbeats) {
      float[] drums = renderings.drums(beats, audio.length / 44_100.0, random);
      audio = RenderingMaker.blend(audio, drums, 0.3 + 0.9 * random.nextDouble());
    }
    if (pitch != 1) {
      audio = Varispeed.play(audio, pitch);
    }
    if (random.nextInt(4) > 0) {
      MixChain.apply(audio, 0.5, random);
    }
    // A hop that is longer by the tempo factor undoes the speed of the pitch change and sets its
    // own.
    int hop = (int) Math.max(330, Math.min(560, Math.round(441 * tempo / pitch)));
    double speed = pitch;
    List<Beat> moved = beats.stream().map(b -> new Beat(b.time() / speed, b.number())).toList();
    return features.features(audio, moved, downbeats, hop);
  }

  private static Path labels(Path audio) {
    String name = String.valueOf(audio.getFileName());
    return audio.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".beats");
  }
}
