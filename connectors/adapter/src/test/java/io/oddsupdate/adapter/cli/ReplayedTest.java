package io.oddsupdate.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ReplayedTest {
  @Property(tries = 300)
  void remembersExactlyWhatWasReplayed(@ForAll Set<@LongRange(min = 0, max = 60) Long> offsets) {
    Replayed replayed = Replayed.none();
    for (long offset : offsets) {
      replayed = replayed.with(offset);
      replayed = Replayed.parse(replayed.before(), replayed.metadata());
    }
    for (long offset = 0; offset <= 70; offset++) {
      assertThat(replayed.has(offset)).isEqualTo(offsets.contains(offset));
    }
  }

  @Test
  void writesRangesRelativeToTheFirstThatWaits() {
    Replayed replayed = Replayed.none().with(0).with(1).with(4).with(7).with(8).with(9);

    assertThat(replayed.before()).isEqualTo(2);
    assertThat(replayed.metadata()).isEqualTo("2,5-7");
  }

  @Test
  void passesOverWhatHoldsNoLetter() {
    Replayed replayed = Replayed.none().with(4).with(5).from(4);

    assertThat(replayed.before()).isEqualTo(6);
    assertThat(replayed.metadata()).isEmpty();
  }

  @Test
  void refusesToForget() {
    Replayed scattered = Replayed.none();
    for (long offset = 1; offset < 3000; offset += 2) {
      scattered = scattered.with(offset);
    }
    assertThatThrownBy(scattered::metadata).hasMessageContaining("too scattered");
  }
}
