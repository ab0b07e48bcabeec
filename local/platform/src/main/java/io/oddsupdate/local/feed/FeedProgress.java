package io.oddsupdate.local.feed;

import java.time.Instant;
import java.util.List;

/**
 * Where the feed is.
 *
 * @param pushes answered for good
 * @param accepted events acknowledged
 * @param duplicates actions that the raw log already had
 * @param behindMs by how much the slowest game is behind its pace, in real time
 * @param games the ones that run or have ended, the last of each slot
 */
public record FeedProgress(
    long pushes,
    long accepted,
    long duplicates,
    long deadLettered,
    long retries,
    long gamesFinished,
    long behindMs,
    List<Game> games) {
  public FeedProgress {
    games = List.copyOf(games);
  }

  /**
   * @param gameTime the feed's own time of the newest push, null before the first
   */
  public record Game(
      String gameId, String vendorGameId, Instant gameTime, int pushes, boolean finished) {}

  /** How many games are being pushed now. */
  public long gamesLive() {
    return games.stream().filter(game -> !game.finished()).count();
  }
}
