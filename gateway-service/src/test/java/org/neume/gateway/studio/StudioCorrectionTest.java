package org.neume.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Every way to put beats right, and what the page posts for it. */
class StudioCorrectionTest extends StudioCase {
  /** How far a pixel of the timeline, which shows all 12 s, may miss a time. */
  private static final double PIXEL = 0.02;

  private static final int HANDLES = 28;

  private double x(double time) {
    BoundingBox box = page.locator("#timeline").boundingBox();
    return box.x + time / SECONDS * box.width;
  }

  private double y(double down) {
    return page.locator("#timeline").boundingBox().y + down;
  }

  private void drag(double from, double to, double down) {
    page.mouse().move(x(from), y(down));
    page.mouse().down();
    page.mouse().move(x((from + to) / 2), y(down));
    page.mouse().move(x(to), y(down));
    page.mouse().up();
  }

  /** The constraints of the last correction, which must be on top of this revision. */
  private JsonNode posted(int base) {
    JsonNode body = gateway.recordings.corrections.get(gateway.recordings.corrections.size() - 1);
    assertThat(body.path("base").asInt()).isEqualTo(base);
    return body.path("constraints");
  }

  @Test
  void aBeatThatIsDraggedIsPinnedWhereItIsDropped() {
    openMarch();
    drag(2.75, 2.85, HANDLES);
    awaitRevision(1);
    JsonNode constraints = posted(0);
    assertThat(constraints).hasSize(1);
    assertThat(constraints.get(0).path("kind").asText()).isEqualTo("beat");
    assertThat(constraints.get(0).path("time").asDouble()).isCloseTo(2.85, within(PIXEL));
    assertThat(constraints.get(0).path("number").asInt()).isZero();
    assertThat(text("#revisions")).contains("Revision 1").contains("As found");
    assertThat(text("#constraints")).contains("Beat at 0:02.8");
    StudioBrowser.picture(page, "studio-corrected");
  }

  @Test
  void furtherEditsPostTheWholeListAndUndoAndRedoWalkOverIt() {
    openMarch();
    drag(2.75, 2.85, HANDLES);
    awaitRevision(1);
    drag(4.75, 4.68, HANDLES);
    awaitRevision(2);
    assertThat(posted(1)).hasSize(2);
    page.keyboard().press("z");
    awaitRevision(3);
    assertThat(posted(2)).hasSize(1);
    page.locator("#undo").click();
    awaitRevision(4);
    assertThat(posted(3)).isEmpty();
    assertThat(page.locator("#undo").isDisabled()).isTrue();
    page.locator("#redo").click();
    awaitRevision(5);
    assertThat(posted(4)).hasSize(1);
    page.reload();
    awaitComplete(page);
    awaitRevision(5);
    page.keyboard().press("Shift+Z");
    awaitRevision(6);
    assertThat(posted(5)).as("redo after a reload").hasSize(2);
  }

  @Test
  void aDoubleClickAddsABeatAndDeleteTakesItAway() {
    openMarch();
    page.mouse().dblclick(x(5.5), y(120));
    awaitRevision(1);
    assertThat(posted(0).get(0).path("kind").asText()).isEqualTo("beat");
    assertThat(posted(0).get(0).path("time").asDouble()).isCloseTo(5.5, within(PIXEL));
    assertThat(text("#facts")).contains("25 beats");
    page.keyboard().press("Delete");
    awaitRevision(2);
    assertThat(posted(1)).hasSize(1);
    assertThat(posted(1).get(0).path("kind").asText()).isEqualTo("no-beat");
    assertThat(text("#facts")).contains("24 beats");
  }

  @Test
  void theKeyboardAloneMarksADownbeatAndMovesABeat() {
    openMarch();
    for (int i = 0; i < 3; i++) {
      page.keyboard().press("ArrowRight");
    }
    page.keyboard().press("d");
    awaitRevision(1);
    assertThat(posted(0).toString()).isEqualTo("[{\"kind\":\"beat\",\"time\":1.25,\"number\":1}]");
    page.keyboard().press(".");
    awaitRevision(2);
    assertThat(posted(1).toString()).isEqualTo("[{\"kind\":\"beat\",\"time\":1.26,\"number\":1}]");
    assertThat(text("#announcements")).isNotBlank();
  }

  @Test
  void halfTheTempoIsOneClickAway() {
    openMarch();
    page.locator("#tempo-choices button").first().click();
    awaitRevision(1);
    JsonNode tempo = posted(0).get(0);
    assertThat(tempo.path("kind").asText()).isEqualTo("tempo");
    assertThat(tempo.path("from").asDouble()).isZero();
    assertThat(tempo.path("to").isNull()).isTrue();
    assertThat(tempo.path("minimum").asDouble()).isLessThan(60);
    assertThat(tempo.path("maximum").asDouble()).isBetween(60.0, 90.0);
    assertThat(text("#tempo")).isEqualTo("60");
    assertThat(text("#facts")).contains("12 beats");
  }

  @Test
  void aMeterIsSetForARegionThatWasDrawn() {
    openMarch();
    page.keyboard().down("Shift");
    drag(4.0, 8.0, 200);
    page.keyboard().up("Shift");
    page.locator("#meter").selectOption("3");
    page.locator("#meter-set").click();
    awaitRevision(1);
    JsonNode meter = posted(0).get(0);
    assertThat(meter.path("kind").asText()).isEqualTo("meter");
    assertThat(meter.path("from").asDouble()).isCloseTo(4, within(PIXEL));
    assertThat(meter.path("to").asDouble()).isCloseTo(8, within(PIXEL));
    assertThat(meter.path("beatsPerBar").asInt()).isEqualTo(3);
  }

  @Test
  void aRevisionThatFailsSaysWhyAndTheLastGoodOneStays() {
    openMarch();
    page.locator("#select-region").click();
    page.locator("#tempo-from").fill("300");
    page.locator("#tempo-to").fill("350");
    page.locator("#tempo-set").click();
    page.locator("#message[data-kind=bad]").waitFor();
    assertThat(text("#message")).contains("No tempo between 55 and 240");
    awaitRevision(0);
    assertThat(text("#revisions")).contains("Failed: no tempo");
    assertThat(text("#facts")).contains("24 beats");
    assertThat(page.locator("#undo").isDisabled()).isTrue();
  }

  @Test
  void anEditThatLostARaceIsToldAndTheOtherRevisionShown() {
    openMarch();
    gateway.recordings.raceLost.set(true);
    drag(2.75, 2.85, HANDLES);
    page.locator("#message[data-kind=bad]").waitFor();
    assertThat(text("#message")).contains("corrected this recording first");
    awaitRevision(1);
    expectComplaint("409");
    drag(2.75, 2.85, HANDLES);
    awaitRevision(2);
    assertThat(posted(1)).hasSize(1);
  }

  @Test
  void everyRevisionCanBeLookedAtAgainAndEditedFrom() {
    openMarch();
    page.mouse().dblclick(x(5.5), y(120));
    awaitRevision(1);
    page.mouse().dblclick(x(6.5), y(120));
    awaitRevision(2);
    page.locator("#revisions [data-revision='1']").click();
    awaitRevision(1);
    assertThat(text("#facts")).contains("25 beats");
    page.mouse().dblclick(x(7.5), y(120));
    awaitRevision(3);
    assertThat(posted(1)).as("made from the revision that was looked at").hasSize(2);
    assertThat(text("#facts")).contains("26 beats");
  }

  @Test
  void aCorrectionChangesTheScoreAndWhatIsDownloadedAndUndoneItIsAsBefore() throws IOException {
    openMarch();
    page.locator("#score[data-shown]").waitFor();
    assertThat(measures()).isEqualTo(6);
    String before = download();
    page.keyboard().press("Home");
    page.keyboard().press("[");
    page.keyboard().press("End");
    page.keyboard().press("]");
    page.locator("#meter").selectOption("3");
    page.locator("#meter-set").click();
    awaitRevision(1);
    page.locator("#score-card").scrollIntoViewIfNeeded();
    page.locator("#score[data-shown='r1 1 1']").waitFor();
    assertThat(measures()).isEqualTo(8);
    assertThat(text("#score-note")).isEqualTo("8 measures, revision 1");
    assertThat(download()).isNotEqualTo(before);
    page.locator("#undo").click();
    awaitRevision(2);
    page.locator("#score-card").scrollIntoViewIfNeeded();
    page.locator("#score[data-shown='r1 2 1']").waitFor();
    assertThat(measures()).isEqualTo(6);
    assertThat(download()).isEqualTo(before);
  }

  private int measures() {
    return page.locator("#score-sheet svg .vf-measure").count();
  }

  /** The file of beats that a click on its link gives. */
  private String download() throws IOException {
    Download file =
        page.waitForDownload(() -> page.locator("#downloads a[aria-label='Beats: Text']").click());
    assertThat(file.suggestedFilename()).isEqualTo("march.beats.beats");
    return Files.readString(file.path());
  }
}
