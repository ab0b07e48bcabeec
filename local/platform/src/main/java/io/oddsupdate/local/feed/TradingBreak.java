package io.oddsupdate.local.feed;

import java.time.Duration;
import java.time.Instant;

/** A trader who takes one game off the market for ten of its minutes. */
final class TradingBreak {
  private static final Duration FROM = Duration.ofMinutes(40);
  private static final Duration TO = Duration.ofMinutes(50);
  private static final String SUSPEND = "suspend";
  private static final String RESUME = "resume";

  private final TraderDesk desk;
  private final Ledger ledger;
  private final String gameId;
  private final Instant start;

  TradingBreak(TraderDesk desk, Ledger ledger, String gameId, Instant start) {
    this.desk = desk;
    this.ledger = ledger;
    this.gameId = gameId;
    this.start = start;
  }

  /** Gives the command that is due at the game's time, once. */
  void at(Instant gameTime) {
    String last = ledger.lastCommand(gameId);
    boolean over = !gameTime.isBefore(start.plus(TO));
    if (last.isEmpty() && !over && !gameTime.isBefore(start.plus(FROM))) {
      desk.suspend(gameId, "line under review by a trader");
      ledger.add(new LedgerEntry.Commanded(gameId, SUSPEND));
    } else if (last.equals(SUSPEND) && over) {
      release();
    }
  }

  /** The game must not stay suspended for ever. */
  void end() {
    if (ledger.lastCommand(gameId).equals(SUSPEND)) {
      release();
    }
  }

  private void release() {
    desk.resume(gameId, "line confirmed by a trader");
    ledger.add(new LedgerEntry.Commanded(gameId, RESUME));
  }
}
