package io.oddsupdate.odds.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.oddsupdate.lookup.AsyncLookup;
import io.oddsupdate.lookup.BoundedLookup;
import io.oddsupdate.lookup.CachedLookup;
import io.oddsupdate.lookup.Fetch;
import io.oddsupdate.lookup.LookupAnswer;
import io.oddsupdate.lookup.LookupConfig;
import io.oddsupdate.lookup.LookupResult;
import io.oddsupdate.lookup.MalformedValueException;
import io.oddsupdate.lookup.MeasuredLookup;
import io.oddsupdate.lookup.PostgresRow;
import io.oddsupdate.lookup.RedisHashes;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.MetricGroup;

/**
 * Asks Postgres for the game's newest reference document and then Redis for the hot state of its
 * players. While Postgres fails, the roster last seen is used: hot state has not become less known.
 */
public final class ServerLookups implements GameLookups {
  private static final String NEWEST_DOCUMENT =
      "SELECT version, document FROM game_reference WHERE game_id = ?"
          + " ORDER BY version DESC LIMIT 1";

  /** More than the games of all leagues on one day. */
  private static final int GAMES = 2_000;

  private final AsyncLookup<String, GameReference> references;
  private final AsyncLookup<Roster, List<PlayerHot>> hot;
  private final Cache<String, Roster> rosters = Caffeine.newBuilder().maximumSize(GAMES).build();

  ServerLookups(EnrichConfig config, MetricGroup metrics) {
    LookupConfig limits = LookupConfig.within(config.deadline().dividedBy(2));
    this.references =
        chain(
            "reference",
            new PostgresRow<>(config.postgres(), NEWEST_DOCUMENT, ServerLookups::document),
            limits,
            config.referenceFor(),
            metrics);
    this.hot =
        chain(
            "hot",
            new HotPlayers(new RedisHashes(config.redis())),
            limits,
            config.hotFor(),
            metrics);
  }

  /** The factory that a job takes along. */
  public static GameLookupsFactory factory(EnrichConfig config) {
    return metrics -> new ServerLookups(config, metrics);
  }

  private static <K, V> AsyncLookup<K, V> chain(
      String name, Fetch<K, V> fetch, LookupConfig limits, Duration keepFor, MetricGroup metrics) {
    return new MeasuredLookup<>(
        new CachedLookup<>(new BoundedLookup<>(name, fetch, limits), keepFor, GAMES),
        name,
        metrics);
  }

  private static GameReference document(ResultSet row)
      throws SQLException, MalformedValueException {
    long version = row.getLong("version");
    try {
      return ReferenceDocument.parse(version, row.getString("document"));
    } catch (IllegalArgumentException e) {
      throw new MalformedValueException("version " + version + ": " + e.getMessage(), e);
    }
  }

  @Override
  public CompletableFuture<Lookups> of(String league, String gameId) {
    return references
        .lookup(gameId)
        .thenCompose(
            reference ->
                hotFor(league, gameId, reference).thenApply(hot -> lookups(reference, hot)));
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
