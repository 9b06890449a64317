package org.neume.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A gateway for this machine alone")
class SameSiteTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:1"})
  void servesWhoeverAsksForThisMachine(String host) {
    assertThat(SameSite.problem(host, null, true)).isNull();
    assertThat(SameSite.problem(host, "http://" + host, true)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example:8080",
        "127.0.0.1.evil.example",
        "a@b:c",
        "",
        "10.0.0.7"
      })
  void refusesNamesOfOthersThatLeadHere(String host) {
    assertThat(SameSite.problem(host, null, true)).contains("this machine alone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "http://localhost:9090",
        "http://localhost.evil.example"
      })
  void refusesPagesOfOtherSites(String origin) {
    assertThat(SameSite.problem("localhost:8080", origin, true)).contains("other sites");
  }

  @Test
  void thatSomethingElseGuardsServesEveryNameButNoOtherSite() {
    assertThat(SameSite.problem("neume.example", "https://neume.example", false)).isNull();
    assertThat(SameSite.problem("neume.example", "https://evil.example", false)).isNotNull();
  }

  @Test
  void servesProgramsThatNameNoHost() {
    assertThat(SameSite.problem(null, null, true)).isNull();
  }
}
