package org.neume.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neume.gateway.it.Client.expect;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.neume.stage.testing.TestBroker;

/** A gateway of small limits, for tests that send it what nobody should send. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TightGateway {
  static final int RATE = 44_100;
  static final int MEBIBYTE = 1 << 20;

  private final TestBroker broker;
  private GatewayProcess gateway;

  TightGateway(TestBroker broker) {
    this.broker = broker;
  }

  @BeforeAll
  void start() throws Exception {
    gateway =
        GatewayProcess.start(
            broker.bootstrap(),
            "neume.gateway.upload.bytes=2M",
            "neume.gateway.upload.length=PT10M",
            "neume.gateway.upload.patience=PT2S",
            "neume.gateway.upload.recordings-per-client=1000",
            "neume.gateway.upload.recordings=1000");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  TestBroker broker() {
    return broker;
  }

  GatewayProcess gateway() {
    return gateway;
  }

  Client client() {
    return gateway.client();
  }

  /** A refusal is a problem in words. */
  static void refused(int status, HttpResponse<byte[]> answer) {
    expect(status, answer);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(answer.uri().toString())
        .startsWith("application/problem+json");
  }

  int recordings() {
    return expect(200, client().get("/recordings?limit=200")).path("recordings").size();
  }

  /** Files of its own folder, its lock among them. */
  int files() {
    String[] files = gateway.spool().resolve("files-0").toFile().list();
    return files == null ? 0 : files.length;
  }
}
