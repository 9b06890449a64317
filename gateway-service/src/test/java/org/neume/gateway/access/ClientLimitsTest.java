package org.neume.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a client has under way")
class ClientLimitsTest {
  private final ClientLimits limits = new ClientLimits(new ClientLimits.Most(1, 2, 3, 2, 3, 1_000));

  @Test
  void aPlaceThatIsGivenBackTwiceIsOnePlace() {
    ClientLimits.Place first = limits.recording("a");
    first.close();
    first.close();
    limits.recording("a");
    assertThatThrownBy(() -> limits.recording("a"))
        .isInstanceOf(ClientLimits.ExceededException.class)
        .hasMessageContaining("wait until one is done");
  }

  @Test
  void oneClientDoesNotUseUpAnothersPlaces() {
    limits.recording("a");
    assertThat(limits.recording("b")).isNotNull();
  }

  @Test
  void recordingsOfAllClientsTogetherAreLimitedToo() {
    ClientLimits.Place first = limits.recording("a");
    limits.recording("b");
    assertThatThrownBy(() -> limits.recording("c"))
        .isInstanceOf(ClientLimits.ExceededException.class)
        .hasMessageContaining("try another gateway");
    first.close();
    assertThat(limits.recording("c")).isNotNull();
  }

  @Test
  void aClientBringsSamplesByNoMoreRequestsAtOnceThanItMayHaveRecordings() {
    ClientLimits.Place first = limits.sender("a");
    assertThatThrownBy(() -> limits.sender("a")).hasMessageContaining("bring samples already");
    assertThat(limits.sender("b")).isNotNull();
    first.close();
    assertThat(limits.sender("a")).isNotNull();
  }

  @Test
  void listenersAreLimitedForEachAndInAllAndARefusalTakesNoPlace() {
    limits.listener("a");
    limits.listener("a");
    assertThatThrownBy(() -> limits.listener("a")).hasMessageContaining("of yours");
    ClientLimits.Place third = limits.listener("b");
    assertThatThrownBy(() -> limits.listener("b")).hasMessageContaining("try another gateway");
    third.close();
    assertThat(limits.listener("b")).isNotNull();
  }

  @Test
  void aClientBringsSamplesOverTwiceAsManyConnectionsAsItMayHaveRecordings() {
    ClientLimits.Place first = limits.socket("a");
    limits.socket("a");
    assertThatThrownBy(() -> limits.socket("a")).hasMessageContaining("close one");
    assertThat(limits.socket("b")).isNotNull();
    first.close();
    assertThat(limits.socket("a")).isNotNull();
  }
}
