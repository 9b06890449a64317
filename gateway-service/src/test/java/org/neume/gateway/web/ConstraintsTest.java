package org.neume.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neume.gateway.event.ConstraintBody;
import org.neume.schemas.record.Constraint;
import org.neume.schemas.record.ConstraintKind;

@DisplayName("Corrections as people give them")
class ConstraintsTest {
  private static ConstraintBody body(String json) throws JsonProcessingException {
    return new ObjectMapper().readValue(json, ConstraintBody.class);
  }

  private static Constraint read(String json) throws JsonProcessingException {
    return Constraints.read(List.of(body(json)), 100).get(0);
  }

  @Test
  void secondsBecomeTheNearestFrames() throws JsonProcessingException {
    assertThat(read("{'kind':'beat','time':12.344,'number':1}".replace('\'', '"')))
        .isEqualTo(new Constraint(ConstraintKind.BEAT, 1_234L, 1_234L, 1, 0.0, 0.0));
    assertThat(read("{'kind':'no-beat','from':1,'to':2.5}".replace('\'', '"')))
        .isEqualTo(new Constraint(ConstraintKind.NO_BEAT, 100L, 250L, 0, 0.0, 0.0));
  }

  @Test
  void aRegionWithoutAnEndGoesToTheEndOfTheRecording() throws JsonProcessingException {
    assertThat(read("{'kind':'meter','from':0,'to':null,'beatsPerBar':3}".replace('\'', '"')))
        .isEqualTo(new Constraint(ConstraintKind.METER, 0L, Long.MAX_VALUE, 3, 0.0, 0.0));
  }

  @Test
  void whatWasReadIsSaidAgainInTheSameWords() throws JsonProcessingException {
    ConstraintBody tempo =
        body("{'kind':'tempo','from':1.5,'to':2.5,'minimum':90,'maximum':130}".replace('\'', '"'));
    assertThat(ConstraintBody.of(Constraints.read(List.of(tempo), 100).get(0), 100))
        .isEqualTo(tempo);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'kind':'note','time':1}",
        "{'kind':'beat'}",
        "{'kind':'beat','time':-1}",
        "{'kind':'beat','time':1e9}",
        "{'kind':'beat','time':'NaN'}",
        "{'kind':'beat','time':1,'number':16}",
        "{'kind':'no-beat','from':2,'to':2}",
        "{'kind':'meter','from':0}",
        "{'kind':'meter','beatsPerBar':0}",
        "{'kind':'tempo','minimum':130,'maximum':90}",
        "{'kind':'tempo','minimum':1,'maximum':90}"
      })
  void whatMeansNothingIsRefusedByItsPlaceInOneLine(String json) throws JsonProcessingException {
    ConstraintBody body = body(json.replace('\'', '"'));
    assertThatThrownBy(() -> Constraints.read(List.of(body), 100))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("constraint 0")
        .message()
        .doesNotContain("\n");
  }
}
