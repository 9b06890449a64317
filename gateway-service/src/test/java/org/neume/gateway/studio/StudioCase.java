package org.neume.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the page share: one browser per class, a fresh gateway and page per test. */
abstract class StudioCase {
  /** The march's length in seconds: 24 beats, six bars. */
  static final int SECONDS = 12;

  static final int RATE = 22050;

  /** The march as a file that is chosen. */
  static final FilePayload MARCH = new FilePayload("march.wav", "audio/wav", march());

  private static StudioBrowser browser;

  private final List<String> errors = new ArrayList<>();
  FakeGateway gateway;
  Page page;

  @BeforeAll
  static void startBrowser() {
    browser = new StudioBrowser();
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    Path pages = Path.of("target/classes/META-INF/resources").toAbsolutePath();
    gateway = new FakeGateway(pages, Path.of("src/test/javascript").toAbsolutePath(), 0);
    page = newPage(1280, 900, ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    page.context().close();
    gateway.close();
    assertThat(errors).as("what the browser complained about").isEmpty();
  }

  Page newPage(int width, int height, ColorScheme theme) {
    return browser.page(width, height, theme, errors);
  }

  /** Complaints that a test provokes are taken out of the account. */
  void expectComplaint(String part) {
    assertThat(errors).anyMatch(error -> error.contains(part));
    errors.removeIf(error -> error.contains(part));
  }

  /** Opens the march on the page and waits until everything is there. */
  void openMarch() {
    page.navigate(gateway.address());
    chooseMarch();
  }

  void chooseMarch() {
    page.locator("#file").setInputFiles(MARCH);
    awaitComplete(page);
    sound(page).waitFor();
  }

  /** The sound is on the page where it is among the downloads. */
  static Locator sound(Page page) {
    return page.locator("#downloads a[href$='audio.wav']");
  }

  static void awaitComplete(Page page) {
    page.locator("#studio[data-state=complete]").waitFor();
    page.locator("#progress").waitFor(hidden());
  }

  static com.microsoft.playwright.Locator.WaitForOptions hidden() {
    return new com.microsoft.playwright.Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }

  /** Waits until the revision is the one that is shown. */
  void awaitRevision(int revision) {
    page.locator("#revisions [aria-current=true][data-revision='" + revision + "']").waitFor();
    page.locator("#revisions[aria-busy=false]").waitFor();
  }

  String text(String selector) {
    return page.locator(selector).innerText();
  }

  /** The march as a WAV file: one channel, a decaying tone on every beat. */
  static byte[] march() {
    int frames = SECONDS * RATE;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * frames).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(36 + 2 * frames).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * frames);
    for (int i = 0; i < frames; i++) {
      wav.putShort(sample(i));
    }
    return wav.array();
  }

  /** Sample i of the march. */
  static short sample(int i) {
    double time = (double) i / RATE - FakeMusic.FIRST;
    double since = time < 0 ? 1 : time % FakeMusic.INTERVAL;
    return (short) (20000 * Math.exp(-8 * since) * Math.sin(2 * Math.PI * 440 * since));
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
