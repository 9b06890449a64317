package org.neume.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chromium without a window whose microphone hears a file. Where there is none the test skips, and
 * says how to get one.
 */
final class StudioChromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  StudioChromium(Path microphone) {
    String named = System.getenv("NEUME_CHROMIUM");
    Optional<Path> executable =
        Stream.of(
                named == null ? "/usr/bin/chromium" : named,
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
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
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable.get())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--autoplay-policy=no-user-gesture-required",
                            "--use-fake-device-for-media-stream",
                            "--use-fake-ui-for-media-stream",
                            "--use-file-for-fake-audio-capture=" + microphone)));
  }

  Page page() {
    Page page =
        browser
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(1280, 900)
                    .setPermissions(List.of("microphone")))
            .newPage();
    page.setDefaultTimeout(120_000);
    return page;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
