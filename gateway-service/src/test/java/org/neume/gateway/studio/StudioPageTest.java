package org.neume.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.neume.annotation.stream.Finding;
import org.neume.gateway.result.ResultKind;

/** From the empty page to results that are seen and heard. */
class StudioPageTest extends StudioCase {
  @Test
  void thePageLoadsNothingFromElsewhereAndWeighsLittle() {
    List<Response> responses = new ArrayList<>();
    page.onResponse(responses::add);
    openMarch();
    page.locator("#title").waitFor();
    long weight =
        // Asking for a body lets further responses in.
        List.copyOf(responses).stream()
            .filter(response -> !response.url().contains("/recordings"))
            .filter(response -> !response.url().contains("/lib/"))
            .mapToLong(response -> response.body().length)
            .sum();
    assertThat(responses).allMatch(response -> response.url().startsWith(gateway.address()));
    assertThat(weight).as("bytes before the score library").isBetween(20_000L, 400_000L);
    System.out.println("weight of the page before the score library: " + weight + " bytes");
  }

  @Test
  void theScoreLibraryIsLoadedOnlyWhenTheScoreComesIntoSight() {
    List<String> scripts = new ArrayList<>();
    page.onResponse(response -> scripts.add(response.url()));
    page.setViewportSize(900, 400);
    openMarch();
    assertThat(scripts).noneMatch(url -> url.contains("/lib/"));
    page.locator("#score-card").scrollIntoViewIfNeeded();
    page.locator("#score[data-shown]").waitFor();
    assertThat(scripts).anyMatch(url -> url.contains("/lib/"));
    assertThat(page.locator("#score-sheet svg .vf-measure").count()).isEqualTo(6);
  }

  @Test
  void resultsAreSeenWithTheirNumbers() {
    openMarch();
    assertThat(text("#title")).isEqualTo("march");
    assertThat(text("#facts"))
        .contains("0:12")
        .contains("24 beats")
        .contains("6 bars")
        .contains("24 notes");
    assertThat(text("#tempo")).isEqualTo("120");
    assertThat(page.locator("#tempo-choices button").allTextContents())
        .containsExactly("Half 60", "Double 240", "80");
    page.locator("#score[data-shown]").waitFor();
    StudioBrowser.picture(page, "studio");
    page.locator("#show-spectrogram").click();
    StudioBrowser.picture(page, "studio-spectrogram");
  }

  @Test
  void playingMovesThePlayheadAndTheHighlightOfTheScore() {
    openMarch();
    page.locator("#score[data-shown]").waitFor();
    page.locator("#play").click();
    page.locator("#score-cursor[data-measure='2']").waitFor();
    page.keyboard().press("Space");
    double heard = playhead();
    assertThat(heard).isBetween(2.25, 4.5);
    assertThat(text("#place")).startsWith("bar 2");
    page.waitForTimeout(200);
    assertThat(playhead()).as("stands still when paused").isEqualTo(heard);
    page.keyboard().press("Home");
    page.keyboard().press("ArrowRight");
    assertThat(playhead()).isEqualTo(0.25);
  }

  @Test
  void aRegionIsPlayedOverAndOverUntilTheLoopEnds() {
    openMarch();
    select(2.25, 3.25);
    page.keyboard().press("l");
    assertThat(page.locator("#loop").getAttribute("aria-pressed")).isEqualTo("true");
    page.keyboard().press("Space");
    double highest = 0;
    int returns = 0;
    double before = 0;
    for (int i = 0; i < 40; i++) {
      double now = playhead();
      highest = Math.max(highest, now);
      returns += now < before ? 1 : 0;
      before = now;
    }
    assertThat(highest).as("never beyond the region").isBetween(3.0, 3.28);
    assertThat(returns).as("went back to the beginning").isBetween(1, 6);
    page.locator("#loop").click();
    page.waitForCondition(() -> playhead() > 3.5);
  }

  @Test
  void aLoopWithoutARegionTakesTheNextFourBarsAndEndsWithTheRegion() {
    openMarch();
    page.keyboard().press("l");
    assertThat(text("#region-text")).isEqualTo("0:00.25 to 0:08.25");
    assertThat(text("#announcements")).contains("Loop 0:00.25 to 0:08.25");
    page.locator("#region-clear").click();
    page.keyboard().press("l");
    page.keyboard().press("l");
    assertThat(page.locator("#loop").getAttribute("aria-pressed")).isEqualTo("false");
  }

  /** Selects a region of the timeline, which shows all 12 s, as a mouse does. */
  private void select(double from, double to) {
    BoundingBox box = page.locator("#timeline").boundingBox();
    page.keyboard().down("Shift");
    page.mouse().move(box.x + from / SECONDS * box.width, box.y + 150);
    page.mouse().down();
    page.mouse().move(box.x + to / SECONDS * box.width, box.y + 150);
    page.mouse().up();
    page.keyboard().up("Shift");
  }

  private double playhead() {
    page.waitForTimeout(60);
    return Double.parseDouble(page.locator("#timeline").getAttribute("data-playhead"));
  }

  @Test
  void everyFormatCanBeDownloadedInTheRevisionShown() {
    openMarch();
    assertThat(addresses())
        .contains(
            "recordings/r1/beats.beats?revision=0",
            "recordings/r1/beats.jams?revision=0",
            "recordings/r1/score.musicxml?revision=0",
            "recordings/r1/score.mid?revision=0",
            "recordings/r1/score.json?revision=0",
            "recordings/r1/notes.csv",
            "recordings/r1/notes.jams",
            "recordings/r1/click.wav?revision=0",
            "recordings/r1/audio.wav",
            "recordings/r1/analysis.json?revision=0");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("d");
    awaitRevision(1);
    assertThat(addresses())
        .contains(
            "recordings/r1/beats.beats?revision=1",
            "recordings/r1/score.mid?revision=1",
            "recordings/r1/audio.wav");
  }

  @Test
  void theFilesOfferedAreTheDocumentsThatARecordingHas() {
    page.navigate(gateway.address());
    for (Finding finding : Finding.values()) {
      List<String> documents =
          Arrays.stream(ResultKind.values())
              .filter(kind -> kind.finding() == finding)
              .map(ResultKind::fileName)
              .collect(Collectors.toCollection(ArrayList::new));
      if (finding == Finding.BEATS) {
        documents.add("click.wav");
      }
      assertThat(files(finding.name().toLowerCase(Locale.ROOT)))
          .as("files made of %s", finding)
          .containsExactlyInAnyOrderElementsOf(documents);
    }
    assertThat(files("sound")).containsExactly("audio.wav");
  }

  @SuppressWarnings("unchecked")
  private List<String> files(String kind) {
    return (List<String>)
        page.evaluate(
            "async (kind) => (await import('/studio/downloads.js')).filesOf(new Set([kind]))",
            kind);
  }

  private List<String> addresses() {
    return page.locator("#downloads a").all().stream().map(a -> a.getAttribute("href")).toList();
  }

  @Test
  void aSharedAddressShowsTheSameAndTheRecordingIsInTheList() {
    openMarch();
    String address = page.url();
    assertThat(address).endsWith("?recording=r1");
    page.navigate(address);
    awaitComplete(page);
    assertThat(text("#facts")).contains("0:12").contains("24 beats");
    page.locator("#home").click();
    page.locator("#recent-list a").click();
    awaitComplete(page);
    assertThat(text("#title")).isEqualTo("march");
  }

  @Test
  void aReloadWhileTheChainWorksPicksUpWhereItWas() {
    gateway.recordings.holding.set(true);
    page.navigate(gateway.address());
    page.locator("#file").setInputFiles(MARCH);
    page.locator("#progress").waitFor();
    page.waitForCondition(() -> gateway.recording().seconds() == SECONDS);
    page.reload();
    page.locator("#progress").waitFor();
    page.locator("#title:has-text('march')").waitFor();
    gateway.recording().end();
    awaitComplete(page);
    assertThat(text("#facts")).contains("0:12").contains("24 beats").contains("24 notes");
  }

  @Test
  void brokenStreamsAreResumedWithoutGapOrRepeat() {
    openMarch();
    gateway.recordings.breaking.set(true);
    page.reload();
    awaitComplete(page);
    assertThat(text("#facts")).contains("24 beats").contains("24 notes");
  }

  @Test
  void anUnknownRecordingIsSaidToBeUnknown() {
    page.navigate(gateway.address() + "?recording=nothing");
    page.locator("#trouble").waitFor();
    assertThat(text("#trouble")).contains("There is no recording nothing");
    expectComplaint("404");
  }
}
