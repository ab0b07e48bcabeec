package io.oddsupdate.local.feed;

/** Where a trader stops and releases a game's markets. */
public interface TraderDesk {
  /** Returns once the raw log has the command for good. */
  void suspend(String gameId, String reason);

  /** Returns once the raw log has the command for good. */
  void resume(String gameId, String reason);
}
