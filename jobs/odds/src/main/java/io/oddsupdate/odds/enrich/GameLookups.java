package io.oddsupdate.odds.enrich;

import io.oddsupdate.pricing.reference.Lookups;
import java.util.concurrent.CompletableFuture;

/**
 * What the servers know about a game. The future never completes exceptionally: a server that does
 * not answer is a FAILED outcome.
 */
public interface GameLookups extends AutoCloseable {
  /**
   * @param atMs of which time, epoch milliseconds; hot state has no history and is the newest
   */
  CompletableFuture<Lookups> of(String league, String gameId, long atMs);

  @Override
  void close();
}
