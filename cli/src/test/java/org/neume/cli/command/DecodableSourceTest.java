package org.neume.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.media.AudioSource;
import org.neume.media.MediaException;
import org.neume.media.MediaException.Kind;
import org.neume.media.SampleFormat;

@DisplayName("A recording as far as it decodes")
class DecodableSourceTest {
  private static final float[] BUFFER = new float[10];

  @Test
  void endsWhereItIsDamagedAndSaysWhy() throws IOException {
    DecodableSource source = new DecodableSource(new Failing(1, Kind.TRUNCATED));
    assertThat(source.read(BUFFER)).isEqualTo(10);
    assertThat(source.damage()).isNull();
    assertThat(source.read(BUFFER)).isEqualTo(-1);
    assertThat(source.read(BUFFER)).isEqualTo(-1);
    assertThat(source.damage()).isEqualTo("a.mp3: is cut off; get it again");
    assertThat(source.position()).isEqualTo(10);
  }

  @Test
  void failsWhereThereIsNoSoundBeforeTheDamage() {
    DecodableSource source = new DecodableSource(new Failing(0, Kind.DAMAGED));
    assertThatThrownBy(() -> source.read(BUFFER)).isInstanceOf(MediaException.class);
    assertThat(source.damage()).isNull();
  }

  @Test
  void failsWhereTheDiskDoes() throws IOException {
    DecodableSource source = new DecodableSource(new Failing(1, Kind.IO));
    assertThat(source.read(BUFFER)).isEqualTo(10);
    assertThatThrownBy(() -> source.read(BUFFER)).isInstanceOf(MediaException.class);
  }

  private static final class Failing implements AudioSource {
    private final Kind kind;
    private int whole;
    private long position;

    Failing(int whole, Kind kind) {
      this.whole = whole;
      this.kind = kind;
    }

    @Override
    public SampleFormat format() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(float[] interleaved) throws IOException {
      if (whole-- <= 0) {
        throw new MediaException(kind, "a.mp3", "is cut off", "get it again");
      }
      position += interleaved.length;
      return interleaved.length;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public String name() {
      return "a.mp3";
    }

    @Override
    public void close() {}
  }
}
