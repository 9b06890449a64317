package org.neume.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio as a listener meets it: {@code ./neume studio} and a real browser. */
class StudioIT {
  private static final double TEMPO = 120;
  private static final int SECONDS = 30;

  @TempDir static Path folder;

  private static Path song;
  private static StudioChromium chromium;
  private static Process studio;
  private static String address;

  private Page page;

  @BeforeAll
  static void start() throws IOException {
    song =
        Files.write(folder.resolve("march.wav"), TestAudio.wav(TestAudio.clicks(SECONDS, TEMPO)));
    chromium = new StudioChromium(song);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path err = folder.resolve("studio.err");
    studio = new NeumeProcess(folder).start(err, "studio", "--port", Integer.toString(port));
    BufferedReader out = studio.inputReader();
    String line = out.readLine();
    assertThat(line).as(() -> "what the studio said: " + read(err)).contains("studio at");
    address = "http://localhost:" + port + "/";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (studio != null) {
      studio.destroy();
      studio.waitFor();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() {
    page = chromium.page();
    page.navigate(address);
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  private void awaitComplete() {
    page.locator("#studio[data-state=complete]").waitFor();
  }

  private int beats() {
    Matcher beats = Pattern.compile("(\\d+) beats").matcher(page.locator("#facts").innerText());
    assertThat(beats.find()).as("beats in %s", page.locator("#facts").innerText()).isTrue();
    return Integer.parseInt(beats.group(1));
  }

  private void picture(String name) {
    Path to = Path.of("target", "screenshots", name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(to).setFullPage(true));
  }

  @Test
  void aSongThatIsDroppedIsAnnotatedSeenAndHeard() {
    page.locator("#file").setInputFiles(song);
    awaitComplete();
    assertThat(beats()).isBetween(57, 61);
    assertThat(Double.parseDouble(page.locator("#tempo").innerText())).isBetween(119.0, 121.0);
    page.locator("#score-card").scrollIntoViewIfNeeded();
    page.locator("#score[data-shown]").waitFor();
    assertThat(page.locator("#score-sheet svg .vf-measure").count()).isGreaterThan(5);
    page.locator("#play").click();
    page.locator("#score-cursor[data-measure='2']").waitFor();
    page.locator("#play").click();
    picture("studio-song");
    APIResponse beats = page.request().get(address + download("Beats: Text"));
    assertThat(beats.text().lines()).hasSize(beats());
  }

  @Test
  void aRealSongIsBeatenAsPeopleBeatIt() throws IOException {
    Path songs = NeumeProcess.root().resolve("../shared/data/eval/osu").normalize();
    Path real = songs.resolve("welcome.ogg");
    assumeTrue(Files.exists(real), "no recordings that people have annotated at " + songs);
    List<Double> people = times(Files.readString(songs.resolve("welcome.beats")));

    page.locator("#file").setInputFiles(real);
    awaitComplete();
    picture("studio-real-song");
    List<Double> found = times(page.request().get(address + download("Beats: Text")).text());

    assertThat(people.stream().filter(time -> isNear(found, time)).count())
        .isGreaterThan(people.size() * 9L / 10);
    assertThat(found.stream().filter(time -> isNear(people, time)).count())
        .isGreaterThan(found.size() * 9L / 10);
  }

  private static List<Double> times(String beats) {
    return beats
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> Double.valueOf(line.substring(0, line.indexOf('\t'))))
        .toList();
  }

  /** Within the window that beats are usually evaluated with, 70 ms. */
  private static boolean isNear(List<Double> times, double time) {
    return times.stream().anyMatch(other -> Math.abs(other - time) <= 0.07);
  }

  /** Where a download's link leads, below the address of the page. */
  private String download(String name) {
    return page.locator("#downloads a[aria-label='" + name + "']").getAttribute("href");
  }

  @Test
  void aReloadWhileTheChainWorksPicksUpWhereItWas() {
    page.locator("#file").setInputFiles(song);
    page.waitForURL("**/?recording=*");
    page.waitForCondition(
        () -> !page.locator("#progress-steps li").first().innerText().contains("Sending"));
    page.reload();
    awaitComplete();
    assertThat(beats()).isBetween(57, 61);
    assertThat(page.locator("#facts").innerText()).contains("0:30");
  }

  @Test
  void theMicrophoneIsHeardWhileItRecords() {
    page.locator("#record").click();
    page.locator("#stop-recording").waitFor();
    page.waitForTimeout(10_000);
    page.locator("#stop-recording").click();
    awaitComplete();
    assertThat(beats()).isBetween(14, 26);
    picture("studio-microphone");
  }

  @Test
  void aCorrectionChangesScoreAndDownloadsAndCanBeUndone() {
    page.locator("#file").setInputFiles(song);
    awaitComplete();
    String before = page.request().get(address + download("Beats: Text")).text();
    for (int i = 0; i < 8; i++) {
      page.keyboard().press("ArrowRight");
    }
    // A beat that begins no bar yet.
    while (page.locator("#place").innerText().contains("beat 1")) {
      page.keyboard().press("ArrowRight");
    }
    page.keyboard().press("d");
    awaitRevision(1);
    assertThat(page.locator("#place").innerText()).contains("beat 1");
    page.locator("#score-card").scrollIntoViewIfNeeded();
    page.locator("#score[data-shown*=' 1 ']").waitFor();
    String after = page.request().get(address + download("Beats: Text")).text();
    assertThat(after).isNotEqualTo(before);
    picture("studio-correction");
    page.keyboard().press("z");
    awaitRevision(2);
    assertThat(page.request().get(address + download("Beats: Text")).text()).isEqualTo(before);
  }

  private void awaitRevision(int revision) {
    page.locator("#revisions [aria-current=true][data-revision='" + revision + "']").waitFor();
    page.locator("#revisions[aria-busy=false]").waitFor();
  }
}
