package io.oddsupdate.odds.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.lookup.RedisHashes;
import io.oddsupdate.odds.SampleGame;
import io.oddsupdate.odds.Servers;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import redis.clients.jedis.RedisClient;

class ServerLookupsTest {
  private static final SampleGame GAME = new SampleGame("nba-20261121-aaa-hhh");
  private static Servers servers;

  @BeforeAll
  static void start() throws Exception {
    servers = new Servers();
    servers.register(GAME);
  }

  @AfterAll
  static void stop() throws Exception {
    servers.close();
  }

  @Test
  void findsTheDocumentAndTheHotStateOfItsPlayers() throws Exception {
    try (GameLookups lookups = open()) {
      Lookups found = lookups.of("nba", GAME.gameId(), now()).join();

      assertThat(found.referenceOutcome()).isEqualTo(LookupOutcome.FOUND);
      assertThat(found.reference()).isEqualTo(GAME.reference());
      assertThat(found.hotOutcome()).isEqualTo(LookupOutcome.FOUND);
      assertThat(found.hot()).extracting(PlayerHot::playerId).containsExactly("nba-1", "nba-2");
      assertThat(found.cached()).isFalse();
      assertThat(await(lookups, Lookups::cached).reference()).isEqualTo(GAME.reference());
    }
  }

  @Test
  void saysAbsentOfAGameThatNobodyKnows() {
    try (GameLookups lookups = open()) {
      Lookups nothing = lookups.of("nba", "nba-20261121-nnn-mmm", now()).join();

      assertThat(nothing.referenceOutcome()).isEqualTo(LookupOutcome.ABSENT);
      assertThat(nothing.hotOutcome()).isEqualTo(LookupOutcome.ABSENT);
      assertThat(nothing.reference()).isNull();
    }
  }

  @Test
  void failsOnADocumentThatCannotBeRead() throws Exception {
    SampleGame broken = new SampleGame("nba-20261121-bbb-hhh");
    servers.register(broken);
    servers.publish(broken, "{\"game_id\": 7}", 9);
    try (GameLookups lookups = open()) {
      assertThat(lookups.of("nba", broken.gameId(), now() + 10_000).join().referenceOutcome())
          .isEqualTo(LookupOutcome.FAILED);
    }
  }

  @Test
  void failsOnHotStateThatCannotBeReadInsteadOfUsingHalfOfIt() {
    try (GameLookups lookups = open();
        RedisClient redis = RedisHashes.connect(servers.redis())) {
      redis.hset("hot:nba:player:nba-2", Map.of("form", "very good"));
      try {
        assertThat(lookups.of("nba", GAME.gameId(), now()).join().hotOutcome())
            .isEqualTo(LookupOutcome.FAILED);
      } finally {
        redis.hset("hot:nba:player:nba-2", Map.of("form", "1.0"));
      }
    }
  }

  @Test
  void asksForTheRosterLastSeenWhileAServerIsDown() throws Exception {
    try (Servers own = new Servers();
        GameLookups lookups =
            ServerLookups.factory(own.enrich()).open(new UnregisteredMetricsGroup())) {
      own.register(GAME);
      await(lookups, found -> found.hotOutcome() == LookupOutcome.FOUND);

      own.stopRedis();
      await(
          lookups,
          found ->
              found.hotOutcome() == LookupOutcome.FAILED
                  && found.referenceOutcome() == LookupOutcome.FOUND);
      own.startRedis();
      try (HotStateStore hot = new HotStateStore(own.redis())) {
        hot.set("nba", "nba-1", Availability.OUT, 1.0);
      }
      own.stopPostgres();
      Lookups without =
          await(
              lookups,
              found ->
                  found.referenceOutcome() == LookupOutcome.FAILED
                      && found.hotOutcome() == LookupOutcome.FOUND);

      assertThat(without.hot()).containsExactly(new PlayerHot("nba-1", 1, Availability.OUT, 1.0));
    }
  }

  @Test
  void numbersEachWriteAndKeepsThemAll() throws Exception {
    try (HotStateStore hot = new HotStateStore(servers.redis())) {
      hot.set("nba", "nba-77", Availability.QUESTIONABLE, 0.9);
      hot.set("nba", "nba-77", Availability.OUT, 1.25);

      assertThat(hot.get("nba", "nba-77"))
          .contains(new PlayerHot("nba-77", 2, Availability.OUT, 1.25));
      assertThat(hot.history("nba", "nba-77", 1))
          .contains(new PlayerHot("nba-77", 1, Availability.QUESTIONABLE, 0.9));
      assertThat(hot.history("nba", "nba-77", 3)).isEmpty();
      assertThat(hot.get("nba", "nobody")).isEmpty();
    }
  }

  @Test
  void setsAndShowsHotStateFromTheCommandLine() {
    String redis = servers.redis().url().toString();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(new HotCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    assertThat(
            command.execute(
                ("set --league nba --player nba-88 --availability OUT --form 1.5 --redis-url "
                        + redis)
                    .split(" ")))
        .isZero();
    assertThat(
            command.execute(("get --league nba --player nba-88 --redis-url " + redis).split(" ")))
        .isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            player=nba-88 version=1 availability=OUT form=1.5
            player=nba-88 version=1 availability=OUT form=1.5
            """);
    assertThat(
            command.execute(("get --league nba --player nobody --redis-url " + redis).split(" ")))
        .isEqualTo(1);
    assertThat(
            command.execute(
                ("set --league nba --player p --availability OUT --form -1 --redis-url " + redis)
                    .split(" ")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("has no hot state").contains("form must be positive");
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private static GameLookups open() {
    return ServerLookups.factory(servers.enrich()).open(new UnregisteredMetricsGroup());
  }

  private static Lookups await(GameLookups lookups, Predicate<Lookups> awaited) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Lookups last = lookups.of("nba", GAME.gameId(), now()).join();
    while (!awaited.test(last)) {
      assertThat(System.nanoTime()).as("last seen: %s", last).isLessThan(deadline);
      last = lookups.of("nba", GAME.gameId(), now()).join();
    }
    return last;
  }
}
