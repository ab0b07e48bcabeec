package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SabotageTest {
  @Test
  void readsEveryHopAndKind() {
    for (Hop hop : Hop.values()) {
      for (Sabotage.Kind kind : Sabotage.Kind.values()) {
        assertThat(Sabotage.parse(hop.text() + ":" + kind.text()))
            .isEqualTo(new Sabotage(hop, kind));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"foo", "", "raw", "raw:", "raw:lose", "edge:drop", "raw:drop:drop", "RAW:DROP"})
  void listsWhatIsPossibleWhenItCannotRead(String text) {
    assertThatThrownBy(() -> Sabotage.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SABOTAGE=" + text)
        .hasMessageContaining("raw, decisions, internal, public, clickhouse, parquet, odds_current")
        .hasMessageContaining("drop, double, change");
  }
}
