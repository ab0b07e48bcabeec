package io.oddsupdate.local.proof;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what every hop holds with what it must hold, record by record, and checks the contract's
 * invariants. Wants a flow that has drained: what is still under way is missing.
 */
public final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  private static final Duration REDIS_PATIENCE = Duration.ofSeconds(10);

  private Reconciliation() {}

  /** Reconciles without the facts of a run. */
  public static Report run(ProofConfig config) throws IOException, SQLException {
    return run(config, RunFacts.UNKNOWN, Set.of());
  }

  /**
   * Reconciles.
   *
   * @param canaries texts that the seed planted where only the inside may see them
   * @throws IOException if a store does not answer
   * @throws SQLException if Postgres or DuckDB fails
   * @throws IllegalStateException if a topic cannot be read to its end
   */
  public static Report run(ProofConfig config, RunFacts facts, Set<String> canaries)
      throws IOException, SQLException {
    long startedAt = System.nanoTime();
    Properties login = new Properties();
    login.put("user", config.postgresUser());
    login.put("password", config.postgresPassword());
    try (Connection postgres = DriverManager.getConnection(config.postgresUrl(), login);
        StoredKnowledge knowledge = new StoredKnowledge(postgres, redis(config))) {
      SchemaRegistry registry = new SchemaRegistry(config.registryUrl());
      Decoder decoder = new Decoder(registry);
      Logs logs = Logs.read(config, decoder);
      Evidence evidence = evidence(config, logs, knowledge);
      Expectations expectations =
          new Expectations(evidence, schemas(config.league(), registry, decoder));
      Map<Hop, HopDiff> hops = compare(config, postgres, expectations);
      List<InvariantResult> invariants =
          invariants(evidence, logs, hops, knowledge, canaries, facts);
      long tookMs = (System.nanoTime() - startedAt) / 1_000_000;
      Report report = new Report(hops, invariants, facts, tookMs);
      LOG.info(
          "event=reconciled ok={} first_failing={} took_ms={}",
          report.ok(),
          report.firstFailing().map(Hop::text).orElse("none"),
          tookMs);
      return report;
    }
  }

  private static RedisConfig redis(ProofConfig config) {
    return new RedisConfig(
        URI.create(config.redisUrl()), config.redisPassword(), 1, REDIS_PATIENCE);
  }

  private record Logs(
      String league,
      List<Decoded<RawEvent>> raw,
      List<Decoded<Decision>> decisions,
      List<Decoded<OddsUpdate>> internal,
      List<Decoded<PublicOddsUpdate>> published) {

    static Logs read(ProofConfig config, Decoder decoder) {
      String core = config.coreBootstrap();
      String league = config.league();
      return new Logs(
          league,
          decoder.all(TopicLog.read(core, Topics.raw(league)), RawEvent.class),
          decoder.all(TopicLog.read(core, Topics.decisions(league)), Decision.class),
          decoder.all(TopicLog.read(core, Topics.internal(league)), OddsUpdate.class),
          decoder.all(
              TopicLog.read(config.edgeBootstrap(), Topics.publicUpdates(league)),
              PublicOddsUpdate.class));
    }

    /** The first decision of each raw record; another one is extra, and decides nothing. */
    Map<String, Decision> recorded() {
      Map<String, Decision> recorded = new HashMap<>();
      for (Decoded<Decision> decision : decisions) {
        Decision value = decision.value();
        if (value != null) {
          recorded.putIfAbsent(
              Oracle.identity(value.getRawTopic(), value.getRawPartition(), value.getRawOffset()),
              value);
        }
      }
      return recorded;
    }
  }

  private static Evidence evidence(ProofConfig config, Logs logs, Knowledge knowledge)
      throws IOException {
    List<Step> steps = new Oracle(config.league(), logs.recorded(), knowledge).fold(logs.raw());
    return new Evidence(
        config.ledger().read(),
        logs.raw(),
        logs.decisions(),
        logs.internal(),
        logs.published(),
        steps);
  }

  private static Map<Hop, HopDiff> compare(
      ProofConfig config, Connection postgres, Expectations expectations)
      throws IOException, SQLException {
    Map<Hop, HopDiff> hops = new EnumMap<>(Hop.class);
    hops.put(Hop.RAW, expectations.raw());
    hops.put(Hop.DECISIONS, expectations.decisions());
    hops.put(Hop.INTERNAL, expectations.internal());
    hops.put(Hop.PUBLIC, expectations.published());
    ClickHouseTable clickhouse =
        new ClickHouseTable(
            new HttpQueries(
                config.clickhouseUrl(), config.clickhouseUser(), config.clickhousePassword()),
            config.clickhouseDatabase());
    List<Entry> rows = clickhouse.rows(config.league());
    hops.put(Hop.CLICKHOUSE, expectations.clickhouse(rows));
    LOG.info(
        "event=clickhouse_read rows={} held={}", rows.size(), clickhouse.held(config.league()));
    try (Lake lake = Lake.of(config.lake())) {
      hops.put(Hop.PARQUET, expectations.parquet(new LakeTable(lake).rows(config.league())));
    }
    hops.put(Hop.ODDS_CURRENT, expectations.current(CurrentTable.rows(postgres, config.league())));
    return hops;
  }

  private static List<InvariantResult> invariants(
      Evidence evidence,
      Logs logs,
      Map<Hop, HopDiff> hops,
      Knowledge knowledge,
      Set<String> canaries,
      RunFacts facts) {
    return List.of(
        Invariants.acknowledgedOnce(evidence.acknowledged(), evidence.raw()),
        Invariants.oneDecisionEach(evidence.raw(), evidence.decisions()),
        Invariants.denseSequences(evidence.published()),
        Invariants.oneValueEach(evidence.internal(), evidence.published()),
        Invariants.derived(hops),
        LeakSearch.check(evidence.internal(), evidence.published(), canaries),
        Coherence.check(evidence.internal(), evidence.decisions()),
        Suspensions.check(evidence.steps(), evidence.published()),
        SuspensionTimes.check(evidence.steps(), evidence.published(), facts.edge()),
        Invariants.repeatable(
            evidence.steps(),
            new Oracle(logs.league(), logs.recorded(), knowledge)
                .fold(gameByGame(evidence.raw()))));
  }

  /** The same log with the games one after the other, the last one first. */
  private static List<Decoded<RawEvent>> gameByGame(List<Decoded<RawEvent>> raw) {
    Map<String, List<Decoded<RawEvent>>> games = new java.util.LinkedHashMap<>();
    for (Decoded<RawEvent> record : raw) {
      String game = record.value() == null ? "" : record.value().getGameId();
      games.computeIfAbsent(game, id -> new ArrayList<>()).add(record);
    }
    List<List<Decoded<RawEvent>>> order = new ArrayList<>(games.values());
    Collections.reverse(order);
    return order.stream().flatMap(List::stream).toList();
  }

  private static Schemas schemas(String league, SchemaRegistry registry, Decoder decoder) {
    return new Schemas(
        idOf(registry, Topics.decisions(league), Decision.getClassSchema()),
        idOf(registry, Topics.internal(league), OddsUpdate.getClassSchema()),
        idOf(registry, Topics.publicUpdates(league), PublicOddsUpdate.getClassSchema()),
        decoder::explain);
  }

  /** Of the schema as its file has it, or else as the generated class has it. */
  private static int idOf(SchemaRegistry registry, String name, Schema generated) {
    Topics.Topic topic =
        Topics.load().all().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(name + " is not in topics.yaml"));
    return registry
        .idOf(topic.subject(), topic.schema())
        .or(() -> registry.idOf(topic.subject(), generated))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    topic.subject() + " is not registered: run bin/odds schemas push"));
  }
}
