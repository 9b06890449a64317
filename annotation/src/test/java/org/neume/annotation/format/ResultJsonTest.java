package org.neume.annotation.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.annotation.AnnotatedBeat;
import org.neume.annotation.Annotation;
import org.neume.annotation.NoteAnnotator;
import org.neume.annotation.OverallTempo;
import org.neume.annotation.PlayedNote;

@DisplayName("The documents of the front door")
class ResultJsonTest {
  private static final Annotation SONG =
      new Annotation(
          "song",
          17.5,
          List.of(new AnnotatedBeat(12.34, 1, 4, 121.5, 0.75)),
          List.of(new OverallTempo(121.5, 0.5)),
          "beats",
          List.of(new PlayedNote(1, 2.5, 69, 100, 0.5)),
          new NoteAnnotator("notes", ""),
          null);

  @Test
  void beatsHaveTheirTimeAndTheirFrame() throws IOException {
    assertThat(text(out -> new BeatsJson("r", 2, true, 100, SONG).write(out)))
        .isEqualTo(
            "{\"recording\":\"r\",\"revision\":2,\"complete\":true,\"seconds\":17.5,"
                + "\"beats\":[{\"time\":12.34,\"frame\":1234,\"number\":1,\"beatsPerBar\":4,"
                + "\"tempo\":121.5,\"confidence\":0.75}],"
                + "\"tempi\":[{\"beatsPerMinute\":121.5,\"weight\":0.5}]}");
  }

  @Test
  void notesAreAsTheyWerePlayed() throws IOException {
    assertThat(text(out -> new NotesJson("r", false, SONG).write(out)))
        .isEqualTo(
            "{\"recording\":\"r\",\"complete\":false,\"seconds\":17.5,\"notes\":[{\"onset\":1.0,"
                + "\"offset\":2.5,\"pitch\":69,\"velocity\":100,\"confidence\":0.5}]}");
  }

  @Test
  void aScoreSaysWhenItsMeasuresBegin() throws IOException {
    ScoreJson score = new ScoreJson(1, 3, true, 2, 17.5, List.of(0.5, 2.5));
    assertThat(text(score::write))
        .isEqualTo(
            "{\"revision\":1,\"scoreRevision\":3,\"final\":true,\"measures\":2,\"seconds\":17.5,"
                + "\"measureStarts\":[0.5,2.5]}");
  }

  /** Writes a document. */
  @FunctionalInterface
  private interface Writer {
    void write(ByteArrayOutputStream out) throws IOException;
  }

  private static String text(Writer writer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
