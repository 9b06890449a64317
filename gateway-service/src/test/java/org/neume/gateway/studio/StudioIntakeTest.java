package org.neume.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** How files get in, what is wished for with them, and what is said where they do not get in. */
class StudioIntakeTest extends StudioCase {
  private static final FilePayload STRANGE =
      new FilePayload(
          "song.xyz", "audio/x-strange", ascii("no sound that a browser knows".repeat(20)));

  private void choose(FilePayload file) {
    page.locator("#file").setInputFiles(file);
  }

  /** The march in samples of 32 bits, which the browser has to decode. */
  private static FilePayload floatingMarch() {
    int frames = SECONDS * RATE;
    ByteBuffer wav = ByteBuffer.allocate(44 + 4 * frames).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(36 + 4 * frames).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 3).putShort((short) 1).putInt(RATE).putInt(4 * RATE);
    wav.putShort((short) 4).putShort((short) 32).put(ascii("data")).putInt(4 * frames);
    for (int i = 0; i < frames; i++) {
      wav.putFloat(sample(i) / 32768f);
    }
    return new FilePayload("march.wav", "audio/wav", wav.array());
  }

  private void assertMarchWasSent(int tolerance) {
    assertThat(gateway.recordings.uploads).isEmpty();
    assertThat(gateway.recording().sampleRate).isEqualTo(RATE);
    assertThat(gateway.recording().channels).isEqualTo(1);
    ByteBuffer sent = ByteBuffer.wrap(gateway.recording().wav()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(sent.capacity()).isEqualTo(44 + 2 * SECONDS * RATE);
    for (int i = 0; i < SECONDS * RATE; i++) {
      int off = sent.getShort(44 + 2 * i) - sample(i);
      assertThat(off).as("sample %d", i).isBetween(-tolerance, tolerance);
    }
  }

  @Test
  void samplesThatTheGatewayTakesAreSentAsTheyLieInTheFile() {
    openMarch();
    assertMarchWasSent(0);
  }

  @Test
  void otherFilesAreDecodedInTheBrowserAndSentAsTheirSamples() {
    page.navigate(gateway.address());
    choose(floatingMarch());
    awaitComplete(page);
    assertMarchWasSent(1);
  }

  @Test
  void aFileThatTheBrowserCannotDecodeIsSentAsItIs() {
    page.navigate(gateway.address());
    choose(STRANGE);
    awaitComplete(page);
    assertThat(gateway.recordings.uploads).containsExactly("audio/x-strange");
    assertThat(text("#message")).contains("cannot decode the file").contains("from the gateway");
    sound(page).waitFor();
    assertThat(text("#title")).isEqualTo("song");
    assertThat(text("#facts")).contains("24 beats");
  }

  @Test
  void whatIsKnownBeforehandGoesWithTheSamplesAndGivesTheFirstRevision() {
    page.navigate(gateway.address());
    page.locator("#options summary").click();
    page.locator("#wish-from").fill("50");
    page.locator("#wish-to").fill("70");
    page.locator("#wish-meter").selectOption("3");
    StudioBrowser.picture(page, "studio-options");
    choose(MARCH);
    awaitComplete(page);
    awaitRevision(1);
    JsonNode opened = gateway.recordings.opened.get(0);
    assertThat(opened.path("tempo").asText()).isEqualTo("50-70");
    assertThat(opened.path("beatsPerBar").asInt()).isEqualTo(3);
    assertThat(opened.path("analyses").toString()).isEqualTo("[\"beats\",\"notes\",\"score\"]");
    assertThat(text("#tempo")).isEqualTo("60");
    assertThat(text("#meter-text")).isEqualTo("3 beats per bar");
    assertThat(text("#revisions"))
        .contains("As you said beforehand: 50 to 70 BPM, 3 beats per bar")
        .doesNotContain("and 1 more");
  }

  @Test
  void whatIsKnownBeforehandGoesWithAFileTooAndIsKeptForTheSession() {
    page.navigate(gateway.address());
    page.locator("#options summary").click();
    page.locator("#wish-from").fill("90");
    page.reload();
    assertThat(text("#options summary")).isEqualTo("Options: from 90 BPM");
    choose(STRANGE);
    awaitComplete(page);
    assertThat(gateway.recordings.opened.get(0).path("tempo").asText()).isEqualTo("90-400");
    page.locator("#home").click();
    page.locator("#options summary").click();
    page.locator("#options-reset").click();
    assertThat(text("#options summary")).isEqualTo("Options");
    choose(STRANGE);
    awaitComplete(page);
    assertThat(gateway.recordings.opened.get(1).path("tempo").asText()).isEmpty();
  }

  @Test
  void aRangeOfTempoThatIsNoneIsSaidBeforeAnythingIsSent() {
    page.navigate(gateway.address());
    page.locator("#options summary").click();
    page.locator("#wish-from").fill("130");
    page.locator("#wish-to").fill("90");
    page.locator("#options summary").click();
    choose(MARCH);
    page.locator("#message[data-kind=bad]").waitFor();
    assertThat(text("#message")).contains("from lower to higher");
    assertThat(page.locator("#wish-from").isVisible()).isTrue();
    assertThat(gateway.recordings.opened).isEmpty();
  }

  @Test
  void thePitchOfASingleNoteIsShownWithoutBeatsAndScore() {
    page.navigate(gateway.address());
    page.locator("#options summary").click();
    page.locator("#find").selectOption("pitch");
    assertThat(page.locator("#wish-from").isDisabled()).isTrue();
    choose(MARCH);
    awaitComplete(page);
    assertThat(gateway.recordings.opened.get(0).path("analyses").toString())
        .isEqualTo("[\"pitch\"]");
    assertThat(text("#pitch")).isEqualTo("A4");
    assertThat(text("#pitch-cents")).isEqualTo("−7 cents");
    assertThat(text("#pitch-more")).isEqualTo("string (92 %); or A3 (3 %)");
    assertThat(page.locator("#score-card").isVisible()).isFalse();
    assertThat(page.locator("#revisions").isVisible()).isFalse();
    sound(page).waitFor();
    assertThat(text("#downloads")).contains("Pitch").contains("Recording").doesNotContain("Clicks");
    StudioBrowser.picture(page, "studio-pitch");
  }

  @Test
  void aRefusalIsToldInItsOwnWordsAndNothingIsOpened() {
    page.navigate(gateway.address());
    String cause = "24 recordings are under way: wait until one of them is complete";
    gateway.recordings.refusals.add(new FakeRecordings.Refusal(429, cause));
    choose(MARCH);
    page.locator("#message[data-kind=bad]").waitFor();
    assertThat(text("#message-text")).isEqualTo(cause);
    assertThat(page.locator("#start").isVisible()).isTrue();
    expectComplaint("429");
    choose(MARCH);
    awaitComplete(page);
    assertThat(page.locator("#message").isVisible()).as("what went wrong before").isFalse();
  }

  @Test
  void aFileThatIsNoAudioSaysSoAndLeavesTheWayBackOpen() {
    page.navigate(gateway.address());
    gateway.recordings.undecodable.set(true);
    choose(STRANGE);
    page.locator("#trouble").waitFor();
    assertThat(text("#trouble")).startsWith("This is no audio that can be decoded");
    page.locator("#progress").waitFor(hidden());
    StudioBrowser.picture(page, "studio-failed");
    page.locator("#home").click();
    page.locator("#recent-list [data-state=failed]").waitFor();
    assertThat(text("#recent-list")).contains("song").contains("failed");
  }

  @Test
  void aGatewayThatIsBusyForAMomentGetsEverySampleAllTheSame() {
    page.navigate(gateway.address());
    page.route(
        "**/audio?first=0*",
        route -> {
          gateway.recordings.refusals.add(new FakeRecordings.Refusal(503, "the broker is slow"));
          page.unroute("**/audio?first=0*");
          route.resume();
        });
    choose(MARCH);
    awaitComplete(page);
    assertMarchWasSent(0);
    expectComplaint("503");
  }

  @Test
  void aGatewayThatIsAwayIsSaidToBeAway() {
    page.navigate(gateway.address());
    // Or the browser complains of what it was still loading.
    page.waitForLoadState(LoadState.NETWORKIDLE);
    gateway.close();
    choose(MARCH);
    page.locator("#message[data-kind=bad]").waitFor();
    assertThat(text("#message")).contains("The gateway cannot be reached");
    expectComplaint("ERR_CONNECTION_REFUSED");
  }

  @Test
  void aKeyIsAskedForWhereOneIsWantedAndKept() {
    gateway.key = "open sesame";
    page.navigate(gateway.address());
    page.locator("#key").fill("open rye");
    page.keyboard().press("Enter");
    page.locator("#key-hint:has-text('not valid')").waitFor();
    page.locator("#key").fill("open sesame");
    page.keyboard().press("Enter");
    page.locator("#key-dialog").waitFor(hidden());
    chooseMarch();
    page.reload();
    awaitComplete(page);
    assertThat(text("#facts")).contains("24 beats");
    page.locator("#share").click();
    page.locator("#message:has-text('Only people with your key can open it')").waitFor();
    page.locator("#key-forget").click();
    page.locator("#key-hint:has-text('Whoever runs it')").waitFor();
    assertThat(page.locator("#foot").isVisible()).isFalse();
    assertThat(page.evaluate("localStorage.getItem('neume.key')")).isNull();
    expectComplaint("401");
  }

  @Test
  void aKeyThatIsNotValidIsSaidInThePagesOwnWords() {
    gateway.key = "open sesame";
    page.navigate(gateway.address());
    page.locator("#key").fill("open rye");
    page.keyboard().press("Enter");
    page.locator("#key-hint:has-text('not valid')").waitFor();
    page.keyboard().press("Escape");
    page.locator("#message[data-kind=bad]").waitFor();
    assertThat(text("#message-text")).contains("key in this browser is not valid");
    page.locator("#key-forget").click();
    page.locator("#key-dialog").waitFor();
    expectComplaint("401");
  }
}
