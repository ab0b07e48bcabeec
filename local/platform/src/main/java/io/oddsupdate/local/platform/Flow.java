package io.oddsupdate.local.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.oddsupdate.local.board.Board;
import io.oddsupdate.local.board.BoardConfig;
import io.oddsupdate.local.board.PostgresNames;
import io.oddsupdate.local.feed.FeedProgress;
import io.oddsupdate.local.feed.FeedSource;
import io.oddsupdate.local.feed.Feeder;
import io.oddsupdate.local.feed.FeederConfig;
import io.oddsupdate.local.feed.Ledger;
import io.oddsupdate.local.feed.RecordedFeed;
import io.oddsupdate.local.feed.RecordedThenSimulated;
import io.oddsupdate.local.feed.SimulatedFeed;
import io.oddsupdate.local.feed.WebhookSecret;
import io.oddsupdate.local.proof.Acknowledged;
import io.oddsupdate.local.proof.ProofConfig;
import io.oddsupdate.local.reference.GameRegistration;
import io.oddsupdate.local.reference.RedisHotState;
import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.lookup.Secret;
import io.oddsupdate.odds.enrich.HotStateStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** A platform at work: a feed that pushes, the board, and a watch on every hop. */
final class Flow implements AutoCloseable {
  private static final String LEAGUE = "nba";

  /** How often the simulated poller looks, in the game's own time. */
  private static final Duration POLL = Duration.ofSeconds(20);

  /** How often it looks in real time, where a rate is given. */
  private static final Duration POLL_AT_A_RATE = Duration.ofMillis(500);

  /** Above the adapter's limit of 4 MiB. */
  private static final int OVERSIZED_BYTES = 5 << 20;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);
  private static final int REDIS_CONNECTIONS = 2;

  private final PlatformSettings settings;
  private final LocalPlatform platform;
  private final HikariDataSource database;
  private final HotStateStore hotState;
  private final Ledger ledger;
  private final Feeder feeder;
  private final HopWatch hops;
  private final Board board;
  private final Progress progress;

  /**
   * @param rounds of games, {@link FeederConfig#ENDLESS} for no end
   * @param badInput whether the feed sends deliberately bad pushes too
   */
  Flow(PlatformSettings settings, LocalPlatform platform, int rounds, boolean badInput)
      throws IOException {
    this.settings = settings;
    this.platform = platform;
    Endpoints endpoints = settings.endpoints();
    this.database = database(endpoints, platform.secrets().get(LocalSecrets.POSTGRES));
    this.hotState =
        new HotStateStore(
            new RedisConfig(
                URI.create(endpoints.redisUrl()),
                new Secret(platform.secrets().get(LocalSecrets.REDIS)),
                REDIS_CONNECTIONS,
                Duration.ofSeconds(2)));
    this.ledger = Ledger.open(platform.layout().ledger());
    GameRegistration registration = new GameRegistration(database, new RedisHotState(hotState));
    this.feeder =
        new Feeder(
            feederConfig(rounds, badInput),
            source(),
            ledger,
            registration::register,
            Optional.of(new CommandDesk(endpoints)));
    this.hops =
        new HopWatch(
            endpoints,
            platform.secrets().get(LocalSecrets.CLICKHOUSE),
            platform.workers(),
            () -> feeder.progress().pushes());
    this.board =
        Board.start(
            new BoardConfig(
                settings.ports().board(),
                endpoints.edge(),
                endpoints.core(),
                endpoints.registryUrl(),
                LEAGUE),
            new PostgresNames(database),
            hops::statuses);
    this.progress = new Progress(hops, this::games);
  }

  Feeder feeder() {
    return feeder;
  }

  HopWatch hops() {
    return hops;
  }

  Ledger ledger() {
    return ledger;
  }

  /** No more lines on the console. */
  void quiet() {
    progress.close();
  }

  /** Where the proof of this flow reads. */
  ProofConfig proof() {
    Endpoints endpoints = settings.endpoints();
    LocalSecrets secrets = platform.secrets();
    return new ProofConfig(
        LEAGUE,
        endpoints.core(),
        endpoints.edge(),
        endpoints.registryUrl(),
        endpoints.clickhouseUrl(),
        endpoints.clickhouseUser(),
        secrets.get(LocalSecrets.CLICKHOUSE),
        "odds",
        secrets.lake(endpoints),
        endpoints.postgresUrl(),
        endpoints.postgresUser(),
        secrets.get(LocalSecrets.POSTGRES),
        endpoints.redisUrl(),
        new Secret(secrets.get(LocalSecrets.REDIS)),
        () ->
            ledger.snapshot().acceptedEvents().stream()
                .map(event -> new Acknowledged(event.eventId(), event.revision()))
                .collect(Collectors.toSet()),
        settings.home().resolve("target/demo-report.json"));
  }

  @Override
  public void close() {
    progress.close();
    feeder.close();
    board.close();
    hops.close();
    ledger.close();
    hotState.close();
    database.close();
  }

  private FeedSource source() {
    SimulatedFeed simulated = new SimulatedFeed(settings.seed(), settings.games(), poll(), false);
    if (settings.feed().isEmpty()) {
      return simulated;
    }
    RecordedFeed recorded = new RecordedFeed(settings.feed().get(), settings.format());
    // Under fire the feed has to last until every killed process is back.
    return settings.chaos() ? new RecordedThenSimulated(recorded, simulated) : recorded;
  }

  /** At a given rate a poller still looks at its own pace: twice a second, not ten times. */
  private Duration poll() {
    if (settings.rate().isEmpty()) {
      return POLL;
    }
    return Duration.ofMillis((long) (settings.speed() * POLL_AT_A_RATE.toMillis()));
  }

  private FeederConfig feederConfig(int rounds, boolean badInput) {
    return new FeederConfig(
        URI.create("http://127.0.0.1:" + settings.ports().adapter()),
        SimulatedFeed.VENDOR,
        WebhookSecret.parse(platform.secrets().get(LocalSecrets.WEBHOOK)),
        settings.speed(),
        rounds,
        REQUEST_TIMEOUT,
        badInput,
        OVERSIZED_BYTES);
  }

  private String games() {
    FeedProgress now = feeder.progress();
    return "%d live, %d ended · pushes %,d"
        .formatted(now.gamesLive(), now.gamesFinished(), now.pushes());
  }

  private static HikariDataSource database(Endpoints endpoints, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(endpoints.postgresUrl());
    config.setUsername(endpoints.postgresUser());
    config.setPassword(password);
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }
}
