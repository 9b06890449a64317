package org.neume.gateway.studio;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chromium without a window, driven by Playwright. Only a browser that is there already is used; where
 * none is, the test that wants one skips and says how to get one. For one thread.
 */
final class StudioBrowser implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--autoplay-policy=no-user-gesture-required",
          // A microphone that hears a beep every half second; pages still ask for it.
          "--use-fake-device-for-media-stream");

  private final Playwright playwright;
  private final Browser browser;

  StudioBrowser() {
    Optional<Path> executable = executable();
    assumeTrue(
        executable.isPresent(),
        "no Chromium found: install one (on Debian the package chromium) or name its program in"
            + " NEUME_CHROMIUM");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(executable.get()).setArgs(FLAGS));
  }

  private static Optional<Path> executable() {
    String named = System.getenv("NEUME_CHROMIUM");
    return Stream.of(
            named == null ? "/usr/bin/chromium" : named,
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A page of its own, with no memory of others; whatever goes wrong inside it goes to errors. */
  Page page(int width, int height, ColorScheme theme, List<String> errors) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                // Colors and places are looked at, and must not be on their way.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, height)
                .setColorScheme(theme));
    Page page = context.newPage();
    page.setDefaultTimeout(20_000);
    page.onPageError(error -> errors.add(error));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    return page;
  }

  /** Keeps what the page looks like as target/screenshots/NAME.png. */
  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
