package org.neume.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The page for everybody: contrast, names, keyboard and small screens, after the Web Content
 * Accessibility Guidelines 2.2, level AA. The rules themselves are in src/test/javascript/access.js.
 */
class StudioAccessTest extends StudioCase {
  @SuppressWarnings("unchecked")
  private List<String> breaches(String rule) {
    return (List<String>)
        page.evaluate("async (rule) => (await import('/tests/access.js'))[rule]()", rule);
  }

  /** Every state of the page in which there is more to see than before. */
  private void eachState(Runnable check) {
    page.navigate(gateway.address());
    page.locator("#options summary").click();
    page.locator("#wish-from").fill("90");
    check.run();
    page.locator("#find").selectOption("pitch");
    chooseMarch();
    page.locator("#pitch:has-text('A4')").waitFor();
    check.run();
    page.locator("#home").click();
    page.locator("#options-reset").click();
    gateway.recordings.refusals.add(new FakeRecordings.Refusal(429, "too much is under way"));
    page.locator("#file").setInputFiles(MARCH);
    page.locator("#message[data-kind=bad]").waitFor();
    check.run();
    expectComplaint("429");
    chooseMarch();
    page.locator("#score[data-shown]").waitFor();
    check.run();
    page.locator("#select-region").click();
    page.locator("#tempo-from").fill("300");
    page.locator("#tempo-to").fill("350");
    page.locator("#tempo-set").click();
    page.locator("#message[data-kind=bad]").waitFor();
    page.locator("#message-close").click();
    page.keyboard().press("d");
    page.locator("#message:not([hidden])").waitFor();
    page.locator("#tempo-choices button").first().click();
    awaitRevision(2);
    page.locator("#beat-details summary").click();
    check.run();
    page.locator("#home").click();
    page.locator("#recent-list a").first().waitFor();
    check.run();
    page.locator("#help-open").click();
    check.run();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void allTextAndAllLinesThatMatterStandOutFromTheirGround(ColorScheme theme) {
    page.context().close();
    page = newPage(1280, 900, theme);
    eachState(
        () -> {
          assertThat(breaches("contrast")).isEmpty();
          assertThat(breaches("drawings")).isEmpty();
        });
  }

  @Test
  void everyControlHasANameAndASizeThatCanBeHit() {
    eachState(
        () -> {
          assertThat(breaches("names")).isEmpty();
          assertThat(breaches("sizes")).isEmpty();
          assertThat(breaches("structure")).isEmpty();
        });
  }

  @Test
  void theKeyboardReachesEverythingAndOneSeesWhere() {
    page.navigate(gateway.address());
    page.locator("#options summary").click();
    page.locator("#wish-meter").selectOption("3");
    assertReached();
    chooseMarch();
    page.locator("#score[data-shown]").waitFor();
    page.locator("#select-region").click();
    page.locator("#beat-details summary").click();
    assertReached();
  }

  /** Every control comes into focus by Tab alone, and shows that it is. */
  private void assertReached() {
    page.evaluate("document.activeElement.blur()");
    @SuppressWarnings("unchecked")
    List<String> wanted = (List<String>) evaluateRule("focusable");
    Set<String> reached = new LinkedHashSet<>();
    List<String> unseen = new ArrayList<>();
    for (int i = 0; i < wanted.size() + 5; i++) {
      page.keyboard().press("Tab");
      String place = (String) evaluateRule("focused");
      reached.add(place);
      if (Boolean.FALSE.equals(evaluateRule("focusSeen"))) {
        unseen.add(place);
      }
    }
    assertThat(reached).containsAll(wanted);
    assertThat(unseen).isEmpty();
  }

  private Object evaluateRule(String rule) {
    return page.evaluate("async (rule) => (await import('/tests/access.js'))[rule]()", rule);
  }

  @Test
  void aDialogKeepsTheFocusAndGivesItBack() {
    page.navigate(gateway.address());
    page.locator("#help-open").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#help").isVisible()).isTrue();
    page.keyboard().press("Escape");
    assertThat(page.locator("#help").isVisible()).isFalse();
    assertThat(evaluateRule("focused")).isEqualTo("#help-open");
  }

  @Test
  void keysOfTheTimelineDoNotDisturbFieldsAndSliders() {
    openMarch();
    page.locator("#volume-clicks").focus();
    page.keyboard().press("d");
    page.keyboard().press("b");
    page.keyboard().press("Delete");
    page.waitForTimeout(200);
    assertThat(gateway.recordings.corrections).isEmpty();
  }

  @Test
  void aPhoneNeedsNoScrollingToTheSide() {
    page.context().close();
    page = newPage(360, 740, ColorScheme.LIGHT);
    page.navigate(gateway.address());
    assertFits(page);
    StudioBrowser.picture(page, "studio-phone-start");
    chooseMarch();
    page.locator("#select-region").click();
    page.locator("#score-card").scrollIntoViewIfNeeded();
    page.locator("#score[data-shown]").waitFor();
    assertFits(page);
    StudioBrowser.picture(page, "studio-phone");
    assertThat(breaches("sizes")).isEmpty();
  }

  private static void assertFits(Page page) {
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
  }

  @Test
  void theThemeFollowsTheSystemUntilItIsChosen() {
    page.context().close();
    page = newPage(1280, 900, ColorScheme.DARK);
    openMarch();
    page.locator("#score[data-shown]").waitFor();
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
    StudioBrowser.picture(page, "studio-dark");
    page.locator("#theme").click();
    page.reload();
    awaitComplete(page);
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("light");
  }
}
