package io.oddsupdate.odds.publish;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.odds.PatientRegistry;
import io.oddsupdate.odds.ingest.DeadRecord;
import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.odds.ingest.Origin;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns what the job says into records: value bytes, key and headers. */
public final class OutputEncoder {
  private static final String FRESH = "fresh";
  private static final String CACHED = "cached";

  private final Map<String, Integer> schemaIds;

  private OutputEncoder(Map<String, Integer> schemaIds) {
    this.schemaIds = schemaIds;
  }

  /**
   * Looks up the ids of the schemas of everything that is written; waits for the registry.
   *
   * @throws InterruptedException if the task is cancelled while it waits
   */
  public static OutputEncoder open(String registryUrl, List<String> leagues)
      throws InterruptedException {
    PatientRegistry registry = new PatientRegistry(registryUrl);
    List<String> written = OddsOutput.topics(leagues);
    Map<String, Integer> ids = new HashMap<>();
    for (Topics.Topic topic : Topics.load().all()) {
      if (written.contains(topic.name())) {
        ids.put(topic.name(), registry.idFor(topic));
      }
    }
    if (!ids.keySet().containsAll(written)) {
      throw new IllegalStateException(
          "topics.yaml lacks a topic that is written: %s, known are %s; a league of --leagues must be one of its leagues"
              .formatted(written, ids.keySet()));
    }
    return new OutputEncoder(Map.copyOf(ids));
  }

  /**
   * An update. The value and the first four headers are a function of the raw log and the
   * decisions; what may differ between two runs is in the other headers.
   *
   * @param computedAtMs epoch ms
   * @param cached whether the enrichment came from caches alone
   */
  public OutputRecord update(
      GameChange cause, MarketUpdate update, long computedAtMs, boolean cached) {
    return update(Topics.internal(update.league()), cause, update, computedAtMs, cached);
  }

  /** An update of a game's shadow, which is for comparison and goes nowhere else. */
  public OutputRecord shadow(
      GameChange cause, MarketUpdate update, long computedAtMs, boolean cached) {
    return update(Topics.shadow(update.league()), cause, update, computedAtMs, cached);
  }

  private OutputRecord update(
      String topic, GameChange cause, MarketUpdate update, long computedAtMs, boolean cached) {
    List<OutputHeader> headers = new ArrayList<>();
    headers.add(new OutputHeader(Headers.LEAGUE, update.league()));
    headers.add(new OutputHeader(Headers.GAME_ID, update.gameId()));
    if (update.playerId() != null) {
      headers.add(new OutputHeader(Headers.PLAYER_ID, update.playerId()));
    }
    headers.add(new OutputHeader(Headers.MODEL_VERSION, update.modelVersion()));
    headers.add(new OutputHeader(Headers.RECEIVED_AT, Long.toString(cause.receivedAtMs())));
    headers.add(new OutputHeader(Headers.COMPUTED_AT, Long.toString(computedAtMs)));
    headers.add(new OutputHeader(Headers.ENRICHMENT, cached ? CACHED : FRESH));
    addTrace(headers, cause.origin());
    return new OutputRecord(
        topic,
        utf8(update.gameId()),
        WireFormat.encode(schemaIds.get(topic), InternalUpdates.toAvro(update)),
        List.copyOf(headers),
        cause.origin().partition());
  }

  /** A decision; keyed as its raw record is, so that the decisions of a game stay in order. */
  public OutputRecord decision(Origin origin, Decision decision) {
    String topic = Topics.decisions(decision.getLeague());
    List<OutputHeader> headers = new ArrayList<>();
    headers.add(new OutputHeader(Headers.LEAGUE, decision.getLeague()));
    if (decision.getGameId() != null) {
      headers.add(new OutputHeader(Headers.GAME_ID, decision.getGameId()));
    }
    addTrace(headers, origin);
    return new OutputRecord(
        topic,
        decision.getGameId() == null ? origin.key() : utf8(decision.getGameId()),
        WireFormat.encode(schemaIds.get(topic), decision),
        List.copyOf(headers),
        origin.partition());
  }

  /** A dead letter; keyed by the topic that it comes from. */
  public OutputRecord deadLetter(DeadRecord dead, long atMs) {
    Origin origin = dead.raw().origin();
    List<OutputHeader> headers = new ArrayList<>();
    headers.add(new OutputHeader(Headers.LEAGUE, origin.league()));
    addTrace(headers, origin);
    return new OutputRecord(
        Topics.DEAD_LETTERS_ODDS,
        utf8(origin.topic()),
        WireFormat.encode(
            schemaIds.get(Topics.DEAD_LETTERS_ODDS), DeadLetterRecords.toAvro(dead, atMs)),
        List.copyOf(headers),
        origin.partition());
  }

  private static void addTrace(List<OutputHeader> headers, Origin origin) {
    if (origin.traceparent() != null) {
      headers.add(new OutputHeader(Headers.TRACEPARENT, origin.traceparent()));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
