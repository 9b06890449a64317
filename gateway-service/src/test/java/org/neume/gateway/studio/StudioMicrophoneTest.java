package org.neume.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.WebSocketRoute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recording from a microphone, which hears a beep every half second. */
class StudioMicrophoneTest extends StudioCase {
  /** How long a test records, in ms. */
  private static final double HEARD = 2500;

  /** Takes the place of the gateway's WebSocket for samples. */
  private void answerSamples(WebSocketRoute socket) {
    socket.onMessage(
        frame -> {
          FakeRecording recording = gateway.recording();
          if (frame.binary() == null) {
            recording.end();
            socket.close(new WebSocketRoute.CloseOptions().setCode(1000));
          } else {
            recording.append(frame.binary());
            socket.send("{\"next\":" + recording.next() + "}");
          }
        });
    socket.send("{\"next\":0}");
  }

  private void record() {
    page.context().grantPermissions(List.of("microphone"));
    page.locator("#record").click();
    page.locator("#stop-recording").waitFor();
    page.waitForTimeout(HEARD);
    StudioBrowser.picture(page, "studio-recording");
    page.locator("#stop-recording").click();
    awaitComplete(page);
  }

  private void assertHeard() {
    FakeRecording recording = gateway.recording();
    assertThat(recording.channels).isEqualTo(1);
    assertThat(recording.seconds()).isBetween(1.5, 15.0);
    assertThat(page.locator("#stop-recording").isVisible()).isFalse();
    assertThat(text("#facts")).contains("beats");
    ByteBuffer wav = ByteBuffer.wrap(recording.wav()).order(ByteOrder.LITTLE_ENDIAN);
    int loudest = 0;
    for (int at = 44; at + 1 < wav.capacity(); at += 2) {
      loudest = Math.max(loudest, Math.abs(wav.getShort(at)));
    }
    assertThat(loudest).as("not silence").isGreaterThan(1000);
  }

  @Test
  void whatTheMicrophoneHearsIsSentWhileItIsHeard() {
    page.routeWebSocket("**/audio", this::answerSamples);
    page.navigate(gateway.address());
    record();
    assertHeard();
    page.reload();
    awaitComplete(page);
    assertThat(text("#title")).startsWith("Recorded");
  }

  @Test
  void withAKeyItIsSentByRequestsWhichCanCarryIt() {
    gateway.key = "open sesame";
    page.navigate(gateway.address());
    page.locator("#key").fill("open sesame");
    page.keyboard().press("Enter");
    page.locator("#key-dialog").waitFor(hidden());
    record();
    assertHeard();
    assertThat(gateway.recordings.chunks).hasSizeGreaterThan(2);
    expectComplaint("401");
  }

  @Test
  void aMicrophoneThatIsRefusedIsSaidToBe() {
    page.navigate(gateway.address());
    page.locator("#record").click();
    page.locator("#message[data-kind=bad]").waitFor();
    assertThat(text("#message")).contains("The microphone is not available");
    assertThat(gateway.recordings.opened).isEmpty();
    assertThat(page.locator("#record").isEnabled()).isTrue();
  }
}
