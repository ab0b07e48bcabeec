package io.oddsupdate.local.shadow;

import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.EventStatus;
import io.oddsupdate.avro.raw.GameClock;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PeriodType;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.OddsJob;
import io.oddsupdate.odds.PipelineSettings;
import io.oddsupdate.odds.enrich.GameLookups;
import io.oddsupdate.odds.enrich.ReferenceDocument;
import io.oddsupdate.odds.ingest.RawEvents;
import io.oddsupdate.odds.publish.OddsOutput;
import io.oddsupdate.pricing.reference.LookupOutcome;
import io.oddsupdate.pricing.reference.Lookups;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A game that the home team wins, and the odds job that prices it with a shadow beside. */
final class ShadowedGame {
  static final String LIVE = "nba-trial.1";
  static final String SHADOW = "nba-trial.2";

  private static final String GAME = "nba-20261121-aaa-hhh";
  private static final Instant TIP_OFF = Instant.parse("2026-11-21T00:10:00Z");
  private static final String MODEL =
      """
      {"model_id": "nba-normal-margin", "model_version": "%s",
       "constants": {"margin_sd": %s, "total_sd": 17.3, "overtime_share": 0.10416666666666667,
         "regulation_seconds": 2880, "overtime_seconds": 300, "player_points": [1.9, 0]}}
      """;
  private static final String DOCUMENT =
      """
      {"game_id": "%s", "league": "nba", "scheduled_start": "2026-11-21T00:00:00Z",
       "home": {"team_id": "nba-h", "name": "Harbour Home", "tricode": "HHH"},
       "away": {"team_id": "nba-a", "name": "Alpine Away", "tricode": "AAA"},
       "prior": {"home_spread": -4.5, "total": 221.5, "source": "MARKET"},
       "players": [], "model": %s, "shadow": %s,
       "config": {"config_version": "nba-markets-trial", "max_price": 500.0,
         "suspending_actions": ["REVIEW_START", "INJURY"],
         "markets": [{"market": 219, "margin": 0.045}, {"market": 225, "margin": 0.05}]}}
      """;

  private final String bootstrap;
  private final String registryUrl;
  private final List<RawEvent> log = new ArrayList<>();

  ShadowedGame(String bootstrap, String registryUrl) {
    this.bootstrap = bootstrap;
    this.registryUrl = registryUrl;
  }

  /** The raw log, as an adapter writes it. */
  void writeLog() throws Exception {
    play(ActionType.PERIOD_START, 1, 720, 0, 0);
    play(ActionType.SCORE, 1, 400, 12, 4);
    play(ActionType.SCORE, 2, 500, 30, 36);
    play(ActionType.SCORE, 3, 600, 61, 55);
    play(ActionType.REVIEW_START, 3, 590, 61, 55);
    play(ActionType.REVIEW_END, 3, 590, 61, 55);
    play(ActionType.SCORE, 4, 300, 88, 86);
    play(ActionType.GAME_END, 4, 0, 101, 97);
    Topics.Topic topic =
        Topics.load().of("core").stream()
            .filter(it -> it.name().equals(Topics.raw("nba")))
            .findFirst()
            .orElseThrow();
    int id = new SchemaRegistry(registryUrl).idOf(topic.subject(), topic.schema()).orElseThrow();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (RawEvent event : log) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    topic.name(),
                    GAME.getBytes(StandardCharsets.UTF_8),
                    WireFormat.encode(id, event))));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    }
  }

  private void play(ActionType action, int period, double left, int home, int away) {
    long number = log.size() + 1L;
    log.add(
        RawEvent.newBuilder()
            .setEventId("nba-livedata:" + GAME + ":" + number)
            .setVendor("nba-livedata")
            .setLeague("nba")
            .setGameId(GAME)
            .setVendorGameId("0022600001")
            .setVendorEventId(Long.toString(number))
            .setOperation(Operation.ADD)
            .setVendorOrder(number * 10_000)
            .setRevision(1)
            .setOccurredAt(TIP_OFF.plusSeconds(number * 60))
            .setReceivedAt(TIP_OFF.plusSeconds(number * 60 + 2))
            .setStatus(action == ActionType.GAME_END ? EventStatus.ENDED : EventStatus.LIVE)
            .setClock(new GameClock(period, PeriodType.REG, 720 - left, left, true))
            .setPayload(
                GameUpdate.newBuilder()
                    .setAction(action)
                    .setVendorAction(action.name())
                    .setHomeScore(home)
                    .setAwayScore(away)
                    .setPoints(0)
                    .build())
            .build());
  }

  /** Runs the job until it is closed. */
  AutoCloseable startJob() throws Exception {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
    List<String> leagues = List.of("nba");
    Map<String, String> kafka = Map.of("bootstrap.servers", bootstrap);
    OddsJob.buildPipeline(
        env,
        RawEvents.source(kafka, leagues, "odds-nba"),
        metrics -> known(),
        OddsOutput.sink(kafka, leagues, "odds-nba", Duration.ofMinutes(10)),
        new PipelineSettings(leagues, registryUrl, 1, Duration.ofSeconds(4), 64));
    JobClient job = env.executeAsync("odds-nba");
    return () -> job.cancel().get(30, TimeUnit.SECONDS);
  }

  private static GameLookups known() {
    String document =
        DOCUMENT.formatted(GAME, MODEL.formatted(LIVE, "11.7"), MODEL.formatted(SHADOW, "20"));
    Lookups found =
        new Lookups(
            LookupOutcome.FOUND,
            ReferenceDocument.parse(1, document),
            LookupOutcome.FOUND,
            List.of(),
            false);
    return new GameLookups() {
      @Override
      public CompletableFuture<Lookups> of(String league, String gameId, long atMs) {
        return CompletableFuture.completedFuture(found);
      }

      @Override
      public void close() {}
    };
  }
}
