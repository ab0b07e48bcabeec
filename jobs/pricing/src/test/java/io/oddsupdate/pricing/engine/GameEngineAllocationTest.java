package io.oddsupdate.pricing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.oddsupdate.pricing.Games;
import io.oddsupdate.pricing.game.GameState;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a reprice allocates, counted by the thread itself: no load of the machine moves it. */
class GameEngineAllocationTest {
  private static final int WARM = 300;
  private static final int STEPS = 200;

  @Test
  void aRepriceOfALongHistoryAllocatesNoMoreThanThatOfAShortOne() {
    // Given a game that has been repriced for a while, until names, keys and models are there
    Runner game = new Runner();
    game.run(WARM);

    // When the same states come round early and late
    long early = game.allocated(STEPS);
    game.run(5_000);
    long late = game.allocated(STEPS);

    // Then the longer log costs nothing: what little may come on top are longer sequence numbers
    assertThat(late).isLessThan(early + early / 50);
  }

  private static final class Runner {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final GameEngine engine = new GameEngine();
    private final Cause cause = Games.cause("an event");
    private final GameState[] states = new GameState[50];
    private GameBook book = GameBook.EMPTY;

    Runner() {
      for (int i = 0; i < states.length; i++) {
        states[i] = Games.live(1 + i % 4, 700 - 10.0 * i, 20 + i % 7, 22 + i % 5);
      }
    }

    void run(int steps) {
      for (int i = 0; i < steps; i++) {
        book = engine.step(book, states[i % states.length], cause, Games.known(), 1).book();
      }
    }

    long allocated(int steps) {
      long thread = Thread.currentThread().getId();
      long before = threads.getThreadAllocatedBytes(thread);
      run(steps);
      return threads.getThreadAllocatedBytes(thread) - before;
    }
  }
}
