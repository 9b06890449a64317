package org.neume.transcription.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neume.annotation.PlayedNote;
import org.neume.transcription.score.Score;
import org.neume.transcription.score.ScoreOptions;
import org.neume.transcription.score.Scorer;
import org.xml.sax.SAXException;

class MusicXmlExportTest {
  private static OfficialSchema schema;

  @BeforeAll
  static void load() throws Exception {
    schema = OfficialSchema.load();
  }

  @Test
  void theOfficialSchemaRefusesElementsInAnotherOrder() throws Exception {
    String text = text(KnownPiecesTest.melodyAndChords());
    schema.validate(text.getBytes(StandardCharsets.UTF_8));
    String swapped =
        text.replaceAll("(<duration>\\d+</duration>)(\\s*)(<voice>\\d+</voice>)", "$3$2$1");
    assertThatThrownBy(() -> schema.validate(swapped.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SAXException.class);
  }

  @Test
  void equalScoresAreEqualBytes() {
    assertThat(text(KnownPiecesTest.melodyAndChords()))
        .isEqualTo(text(KnownPiecesTest.melodyAndChords()));
  }

  @Test
  void tripletsAreThreeInTheTimeOfTwoUnderABracket() {
    String text =
        text(new Piece(90, 24).line(0, 72, 24, 74, 8, 76, 8, 77, 8, 79, 24, 76, 24).beats(0, 4, 4));
    assertThat(text.split("<actual-notes>3</actual-notes>", -1)).hasSize(4);
    assertThat(text).containsOnlyOnce("<tuplet type=\"start\" bracket=\"yes\"/>");
    assertThat(text).containsOnlyOnce("<tuplet type=\"stop\"/>");
  }

  @Test
  void anAccidentalHoldsToTheEndOfItsMeasure() {
    // C major; F sharp twice, then F, and F in the next measure.
    String text =
        text(
            new Piece(120, 24)
                .line(0, 60, 24, 66, 24, 66, 24, 65, 24, 64, 24, 65, 24, 67, 24, 72, 24)
                .line(192, 60, 48, 64, 48, 67, 48, 72, 48)
                .beats(0, 16, 4));
    assertThat(text).containsOnlyOnce("<accidental>sharp</accidental>");
    assertThat(text).containsOnlyOnce("<accidental>natural</accidental>");
  }

  @Test
  void aSixEightIsCountedInDottedQuarters() {
    Piece piece = new Piece(60, 36).beats(0, 8, 2);
    for (int i = 0; i < 8; i++) {
      piece.line(36 * i, 72, 12, 74, 12, 76, 12);
    }
    assertThat(text(piece))
        .contains("<beat-unit-dot/>")
        .contains("<per-minute>60</per-minute>")
        .contains("<sound tempo=\"90\"/>");
  }

  @Test
  void namesAndNumbersAreWrittenTheSameInEveryLocale() {
    assertThat(XmlText.decimal(93.504)).isEqualTo("93.5");
    assertThat(XmlText.decimal(1234567.891)).isEqualTo("1234567.89");
    assertThat(XmlText.decimal(120)).isEqualTo("120");
    assertThat(new XmlText("").leaf("a", "<&\">").toString())
        .contains("<a>&lt;&amp;&quot;&gt;</a>");
  }

  @Test
  void aPieceOfNoiseIsStillAValidFile() throws Exception {
    List<PlayedNote> drums = List.of(new PlayedNote(0, 0.1, 3, 90, 1));
    byte[] bytes = MusicXmlExport.write(Scorer.score(drums, List.of(), ScoreOptions.defaults()));
    schema.validate(bytes);
    assertThat(ReadScore.read(bytes).notes()).isEmpty();
  }

  private static String text(Piece piece) {
    Score score = Scorer.score(piece.played(), piece.tracked(), ScoreOptions.defaults());
    return new String(MusicXmlExport.write(score), StandardCharsets.UTF_8);
  }
}
