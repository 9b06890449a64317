package org.neume.transcription.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.neume.annotation.PlayedNote;
import org.neume.annotation.format.NoteCsv;
import org.neume.transcription.notes.NoteMethod;
import org.neume.transcription.score.Score;

@DisplayName("What is hardly music")
class UnusualMusicTest {
  private static OfficialSchema schema;

  @BeforeAll
  static void load() throws Exception {
    schema = OfficialSchema.load();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gives valid MusicXML and MIDI with the notes of the score, perhaps none")
  void validFiles(UnusualMusic music) throws Exception {
    for (NoteMethod method : NoteMethod.values()) {
      Score score = music.score(method);
      assertThat(score.measures()).as("%s, %s", music, method).isNotEmpty();
      byte[] xml = MusicXmlExport.write(score);
      schema.validate(xml);
      ReadScore read = ReadScore.read(xml);
      assertThat(read.bars()).hasSameSizeAs(score.measures());
      assertThat(read.notes()).hasSameSizeAs(score.notes());
      for (Timing timing : Timing.values()) {
        assertThat(ReadMidi.read(MidiExport.write(score, timing)).notes())
            .hasSameSizeAs(score.notes());
      }
      assertThat(new String(NoteCsv.write(music.notes(method)), StandardCharsets.UTF_8).lines())
          .filteredOn(line -> !line.startsWith("#"))
          .hasSameSizeAs(music.notes(method));
    }
  }

  @ParameterizedTest
  @CsvSource({"DRUMS_ALONE", "OUTSIDE_THE_PIANO", "NOTHING"})
  @DisplayName("is empty bars where nothing has a pitch that a piano has")
  void empty(UnusualMusic music) {
    Score score = music.score(NoteMethod.POSTERIORS);
    assertThat(score.notes()).isEmpty();
    assertThat(score.outOfRange()).isEqualTo(music.notes(NoteMethod.POSTERIORS).size());
  }

  @Test
  @DisplayName("is one note, cut at the longest that the decoder waits for, where there is a drone")
  void drone() {
    List<PlayedNote> notes = UnusualMusic.ENDLESS_DRONE.notes(NoteMethod.POSTERIORS);
    assertThat(notes)
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.pitch()).isEqualTo(45);
              assertThat(note.offset()).isBetween(14.9, 15.1);
            });
    assertThat(UnusualMusic.ENDLESS_DRONE.score(NoteMethod.POSTERIORS).notes()).hasSize(1);
  }
}
