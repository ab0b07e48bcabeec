package io.oddsupdate.local.feed;

import java.util.Optional;

/** A real game first, invented ones after it: for a feed that must last longer than one game. */
public record RecordedThenSimulated(RecordedFeed recorded, SimulatedFeed simulated)
    implements FeedSource {
  @Override
  public int slots() {
    return 1;
  }

  @Override
  public Optional<FeedGame> game(int round, int slot) {
    return round == 0 ? recorded.game(0, slot) : simulated.game(round - 1, slot);
  }
}
