package io.oddsupdate.odds;

import io.oddsupdate.odds.enrich.GameLookups;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Servers that are up and know every game, or know none, or are down. */
enum FixedLookups {
  KNOW,
  KNOW_A_SHADOW,
  KNOW_EVERY_LEAGUE,
  KNOW_NOTHING,
  ARE_DOWN;

  GameLookups open() {
    FixedLookups what = this;
    return new GameLookups() {
      @Override
      public CompletableFuture<Lookups> of(String league, String gameId, long atMs) {
        return CompletableFuture.supplyAsync(() -> what.about(gameId));
      }

      @Override
      public void close() {}
    };
  }

  private Lookups about(String gameId) {
    return switch (this) {
      case KNOW -> new SampleGame(gameId).found();
      case KNOW_A_SHADOW -> new SampleGame(gameId).foundWithShadow();
      case KNOW_EVERY_LEAGUE -> new LeagueGame(gameId).found();
      case KNOW_NOTHING ->
          new Lookups(LookupOutcome.ABSENT, null, LookupOutcome.ABSENT, List.of(), false);
      case ARE_DOWN -> SampleGame.failed();
    };
  }
}
