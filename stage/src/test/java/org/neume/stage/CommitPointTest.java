package org.neume.stage;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A commit point")
class CommitPointTest {
  @Property
  @Label("survives the journey through commit metadata")
  void roundTrip(@ForAll long offset, @ForAll long tailFrom, @ForAll long logTime) {
    CommitPoint point = new CommitPoint(offset, tailFrom, logTime);
    assertThat(CommitPoint.committed(offset, point.metadata())).isEqualTo(point);
    assertThat(point.metadata().length()).isLessThan(64);
  }

  @Test
  @DisplayName("with metadata of others has the whole output read")
  void foreign() {
    CommitPoint unknown = new CommitPoint(5, 0, CommitPoint.NO_TIME);
    assertThat(CommitPoint.committed(5, "")).isEqualTo(unknown);
    assertThat(CommitPoint.committed(5, "neume1 x 3")).isEqualTo(unknown);
    assertThat(CommitPoint.committed(5, "neume2 1 2")).isEqualTo(unknown);
  }
}
