package org.neume.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Settings USUAL = RunOptions.settings("beats");

  @Test
  void aSettingKeepsItsUsualValueUntilAnotherIsGiven() {
    Settings changed = USUAL.with("epochs=3", "keep=last", "export-only=yes");

    assertThat(USUAL.whole("epochs")).isEqualTo(24);
    assertThat(changed.whole("epochs")).isEqualTo(3);
    assertThat(changed.oneOf("keep", Keep.values())).isEqualTo(Keep.LAST);
    assertThat(changed.isYes("export-only")).isTrue();
    assertThat(changed.number("rate")).isEqualTo(3e-3);
    assertThat(USUAL.text("model")).isEqualTo("models/beats");
    assertThat(USUAL.with("start=a=b").text("start")).isEqualTo("a=b");
  }

  @Test
  void whatIsNoSettingOrNoValueIsRefusedInALineThatSaysWhatIs() {
    refused("epoch=3", "there is no setting epoch=3: give name=value with one of [algorithm, ");
    refused("epochs", "there is no setting epochs: ");
    refused("epochs=many", "the setting epochs=many is not a whole number");
    refused("rate=fast", "the setting rate=fast is not a number");
    refused("keep=all", "the setting keep=all is not best or last");
    refused("epochs=0", "epochs and patience must be at least 1");
  }

  private static void refused(String argument, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunOptions.of(USUAL.with(argument)))
        .withMessageContaining(message);
  }
}
