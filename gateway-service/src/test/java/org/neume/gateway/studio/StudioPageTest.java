package org.neume.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
  void aFileIsDecodedInTheBrowserAndSentAsItsSamples() {
    openMarch();
    assertThat(gateway.uploads).isEmpty();
    assertThat(gateway.recording().sampleRate).isEqualTo(RATE);
    assertThat(gateway.recording().channels).isEqualTo(1);
    ByteBuffer sent = ByteBuffer.wrap(gateway.recording().wav()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(sent.capacity()).isEqualTo(44 + 2 * SECONDS * RATE);
    for (int i = 0; i < SECONDS * RATE; i++) {
      assertThat(sent.getShort(44 + 2 * i) - sample(i)).as("sample %d", i).isBetween(-1, 1);
    }
  }

  @Test
  void aFileThatTheBrowserCannotDecodeIsSentAsItIs() {
    page.navigate(gateway.address());
    byte[] strange = ascii("no sound that a browser knows".repeat(20));
    page.locator("#file").setInputFiles(new FilePayload("song.xyz", "audio/x-strange", strange));
    awaitComplete(page);
    assertThat(gateway.uploads).containsExactly("audio/x-strange");
    assertThat(text("#title")).isEqualTo("song");
    assertThat(text("#facts")).contains("24 beats");
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
            "recordings/r1/notes.csv",
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
  void brokenStreamsAreResumedWithoutGapOrRepeat() {
    openMarch();
    gateway.breaking.set(true);
    page.reload();
    awaitComplete(page);
    assertThat(text("#facts")).contains("24 beats").contains("24 notes");
  }

  @Test
  void anUnknownRecordingIsSaidToBeUnknown() {
    page.navigate(gateway.address() + "?recording=nothing");
    page.locator("#trouble").waitFor();
    assertThat(text("#trouble")).contains("there is no recording nothing");
    expectComplaint("404");
  }
}
