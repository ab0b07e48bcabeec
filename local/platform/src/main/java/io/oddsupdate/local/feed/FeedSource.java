package io.oddsupdate.local.feed;

import java.util.Optional;

/**
 * Where games come from. Games are numbered by round and slot; the games of a round run side by
 * side, in a slot one follows the other.
 */
public sealed interface FeedSource permits SimulatedFeed, RecordedFeed, RecordedThenSimulated {
  /** How many games run side by side. */
  int slots();

  /** The game, or empty where the source has no more. The same numbers give the same game. */
  Optional<FeedGame> game(int round, int slot);
}
