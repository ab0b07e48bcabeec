package io.oddsupdate.odds.enrich;

import io.oddsupdate.pricing.reference.Lookups;
import java.util.concurrent.CompletableFuture;

/**
 * What the servers know about a game now. The future never completes exceptionally: a server that
 * does not answer is a FAILED outcome.
 */
public interface GameLookups extends AutoCloseable {
  CompletableFuture<Lookups> of(String league, String gameId);

  @Override
  void close();
}
