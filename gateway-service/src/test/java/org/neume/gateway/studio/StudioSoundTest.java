package org.neume.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** When the sound of a recording is there to be seen and heard, and what is said where it is not. */
class StudioSoundTest extends StudioCase {
  /** Chooses the march on a line that is stuck behind its first samples; gives what waits there. */
  private AtomicReference<Route> sendFirstSamplesOfMarch() {
    AtomicReference<Route> waiting = new AtomicReference<>();
    page.route("**/audio?first=1*", waiting::set);
    page.navigate(gateway.address());
    page.locator("#file").setInputFiles(MARCH);
    page.waitForCondition(() -> waiting.get() != null);
    return waiting;
  }

  @Test
  void onASlowLineTheSoundIsThereLongBeforeItIsSent() {
    AtomicReference<Route> waiting = sendFirstSamplesOfMarch();
    assertThat(sound(page).count()).isZero();
    sound(page).waitFor();
    assertThat(gateway.recording().seconds()).isLessThan(SECONDS);
    waiting.get().resume();
    awaitComplete(page);
    assertThat(gateway.recording().seconds()).isEqualTo(SECONDS);
  }

  @Test
  void theSoundIsThereWithTheFirstBeatsWhateverIsStillToBeSent() {
    AtomicReference<Route> waiting = sendFirstSamplesOfMarch();
    gateway.recording().end();
    sound(page).waitFor(new Locator.WaitForOptions().setTimeout(5000));
    waiting.get().abort();
    page.unroute("**/audio?first=1*");
    page.waitForCondition(() -> gateway.recording().seconds() == SECONDS);
    expectComplaint("ERR_FAILED");
  }

  @Test
  void aLinkThatIsOpenedBeforeAnyAudioGetsItsSoundOnceThatIsIn() {
    AtomicReference<Route> waiting = new AtomicReference<>();
    page.route("**/audio?first=0*", waiting::set);
    page.navigate(gateway.address());
    page.locator("#file").setInputFiles(MARCH);
    page.waitForCondition(() -> waiting.get() != null);
    Page other = newPage(1280, 900, ColorScheme.LIGHT);
    other.navigate(gateway.address() + "?recording=r1");
    other.locator("#silence:has-text('once the gateway has all of them')").waitFor();
    waiting.get().resume();
    awaitComplete(page);
    sound(other).waitFor();
    assertThat(other.locator("#silence").isVisible()).isFalse();
    other.context().close();
    expectComplaint("404");
  }

  @Test
  void aSoundThatIsNoLongerKeptIsSaidToBeGoneAndTheRestStays() {
    openMarch();
    assertThat(page.locator("#silence").isVisible()).isFalse();
    gateway.recordings.silent.set(true);
    page.reload();
    page.locator("#silence:has-text('no longer kept')").waitFor();
    assertThat(text("#facts")).contains("24 beats");
    assertThat(page.locator("#downloads a").count()).isPositive();
    assertThat(sound(page).count()).isZero();
    expectComplaint("404");
  }
}
