package io.oddsupdate.odds.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.oddsupdate.lookup.AsyncLookup;
import io.oddsupdate.lookup.At;
import io.oddsupdate.lookup.BoundedLookup;
import io.oddsupdate.lookup.CachedLookup;
import io.oddsupdate.lookup.During;
import io.oddsupdate.lookup.HistoryLookup;
import io.oddsupdate.lookup.LookupAnswer;
import io.oddsupdate.lookup.LookupConfig;
import io.oddsupdate.lookup.LookupResult;
import io.oddsupdate.lookup.MeasuredLookup;
import io.oddsupdate.lookup.RedisHashes;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.MetricGroup;

/**
 * Asks Postgres for the game's reference document of the time and then Redis for the hot state of
 * its players, of which only the newest is known. While Postgres fails, the roster last seen is
 * used: hot state has not become less known.
 */
public final class ServerLookups implements GameLookups {
  /** More than the games of all leagues on one day. */
  private static final int GAMES = 2_000;

  private final AsyncLookup<At<String>, During<GameReference>> references;
  private final AsyncLookup<Roster, List<PlayerHot>> hot;
  private final Cache<String, Roster> rosters = Caffeine.newBuilder().maximumSize(GAMES).build();

  ServerLookups(EnrichConfig config, MetricGroup metrics) {
    LookupConfig limits = LookupConfig.within(config.deadline().dividedBy(2));
    this.references =
        new MeasuredLookup<>(
            new HistoryLookup<>(
                new BoundedLookup<>("reference", ReferenceHistory.in(config.postgres()), limits),
                limits.deadline(),
                config.referenceFor(),
                GAMES),
            "reference",
            metrics);
    this.hot =
        new MeasuredLookup<>(
            new CachedLookup<>(
                new BoundedLookup<>("hot", new HotPlayers(new RedisHashes(config.redis())), limits),
                config.hotFor(),
                GAMES),
            "hot",
            metrics);
  }

  /** The factory that a job takes along. */
  public static GameLookupsFactory factory(EnrichConfig config) {
    return metrics -> new ServerLookups(config, metrics);
  }

  @Override
  public CompletableFuture<Lookups> of(String league, String gameId, long atMs) {
    return references
        .lookup(new At<>(gameId, atMs))
        .thenApply(ServerLookups::document)
        .thenCompose(
            reference ->
                hotFor(league, gameId, reference).thenApply(hot -> lookups(reference, hot)));
  }

  private static LookupAnswer<GameReference> document(LookupAnswer<During<GameReference>> answer) {
    return new LookupAnswer<>(answer.result().map(During::value), answer.cached());
  }

  private CompletableFuture<LookupAnswer<List<PlayerHot>>> hotFor(
      String league, String gameId, LookupAnswer<GameReference> reference) {
    if (reference.result() instanceof LookupResult.Found<GameReference> found) {
      List<String> ids = found.value().players().stream().map(Player::playerId).toList();
      rosters.put(gameId, new Roster(league, ids));
    }
    Roster roster = rosters.getIfPresent(gameId);
    if (roster == null) {
      // Nobody to ask about: as absent as the game, or as unknown as it.
      LookupResult<List<PlayerHot>> none =
          reference.result() instanceof LookupResult.Failed<GameReference> failed
              ? new LookupResult.Failed<>(failed.kind())
              : new LookupResult.Absent<>();
      return CompletableFuture.completedFuture(new LookupAnswer<>(none, reference.cached()));
    }
    return hot.lookup(roster);
  }

  private static Lookups lookups(
      LookupAnswer<GameReference> reference, LookupAnswer<List<PlayerHot>> hot) {
    return new Lookups(
        outcome(reference.result()),
        reference.result() instanceof LookupResult.Found<GameReference> found
            ? found.value()
            : null,
        outcome(hot.result()),
        hot.result() instanceof LookupResult.Found<List<PlayerHot>> found
            ? found.value()
            : List.of(),
        reference.cached() && hot.cached());
  }

  private static LookupOutcome outcome(LookupResult<?> result) {
    if (result instanceof LookupResult.Found<?>) {
      return LookupOutcome.FOUND;
    }
    return result instanceof LookupResult.Absent<?> ? LookupOutcome.ABSENT : LookupOutcome.FAILED;
  }

  @Override
  public void close() {
    references.close();
    hot.close();
  }
}
