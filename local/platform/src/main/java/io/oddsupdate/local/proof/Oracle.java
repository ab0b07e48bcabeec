package io.oddsupdate.local.proof;

import io.oddsupdate.avro.decision.Availability;
import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.decision.Fate;
import io.oddsupdate.avro.decision.HotUsed;
import io.oddsupdate.avro.decision.Written;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.ingest.CanonicalEvents;
import io.oddsupdate.odds.publish.InternalUpdates;
import io.oddsupdate.pricing.engine.Cause;
import io.oddsupdate.pricing.engine.GameBook;
import io.oddsupdate.pricing.engine.GameEngine;
import io.oddsupdate.pricing.engine.Priced;
import io.oddsupdate.pricing.game.Controls;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.GameFold;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.KeptEvent;
import io.oddsupdate.pricing.game.Offered;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.oddsupdate.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folds the raw log and the decisions one after the other, with the code that the odds job calls
 * and none of its machinery: no Flink, no state backend, no clock, no lookup. What comes out is
 * what the hops must hold.
 *
 * <p>Of a recorded decision it takes only what no log can tell: the epoch and the enrichment.
 */
final class Oracle {
  private static final class Game {
    final Map<String, KeptEvent> kept = new HashMap<>();
    Controls controls = Controls.NONE;
    GameBook book = GameBook.EMPTY;
    long epoch;
  }

  /** What {@link Decoder} says of a schema id that the registry does not know. */
  private static final String UNKNOWN = "the registry knows no schema";

  private final String league;
  private final Map<String, Decision> recorded;
  private final Knowledge knowledge;
  private final GameEngine engine = new GameEngine();
  private final Map<String, Game> games = new HashMap<>();
  private long lastEpoch = 1;

  /**
   * @param recorded the decisions found, by {@link #identity}
   */
  Oracle(String league, Map<String, Decision> recorded, Knowledge knowledge) {
    this.league = league;
    this.recorded = recorded;
    this.knowledge = knowledge;
  }

  /** What makes a decision the one of its raw record. */
  static String identity(String topic, int partition, long offset) {
    return topic + "-" + partition + "@" + offset;
  }

  /** Folds records that come in the order of each partition. */
  List<Step> fold(List<Decoded<RawEvent>> raw) {
    List<Step> steps = new ArrayList<>(raw.size());
    for (Decoded<RawEvent> record : raw) {
      steps.add(step(record));
    }
    return steps;
  }

  private Step step(Decoded<RawEvent> raw) {
    Decision found = recorded.get(raw.record().where());
    if (found != null) {
      lastEpoch = found.getEpoch();
    }
    if (raw.value() == null) {
      String reason = raw.problem().startsWith(UNKNOWN) ? "unknown_schema" : "undecodable";
      return dead(raw, decision(raw, Fate.DEAD_LETTER).setReason(reason));
    }
    GameEvent event;
    try {
      if (!raw.record().topic().equals(Topics.raw(raw.value().getLeague()))) {
        throw new IllegalArgumentException("league is not that of the topic");
      }
      event = CanonicalEvents.toGameEvent(raw.value());
    } catch (IllegalArgumentException e) {
      return dead(raw, decision(raw, Fate.DEAD_LETTER).setReason("invalid_field"));
    }
    Game game = games.computeIfAbsent(raw.value().getGameId(), id -> new Game());
    Offered offered = GameFold.offer(game.kept.get(event.eventId()), game.controls, event);
    return switch (offered.verdict()) {
      case ARCHIVED -> dead(raw, decision(raw, Fate.DEAD_LETTER).setReason("game_archived"));
      case DUPLICATE -> dead(raw, decision(raw, Fate.DUPLICATE));
      case STALE_REVISION -> dead(raw, decision(raw, Fate.STALE_REVISION));
      case ACCEPTED -> accept(raw, event, game, offered, found);
    };
  }

  private Step accept(
      Decoded<RawEvent> raw, GameEvent event, Game game, Offered offered, Decision found) {
    game.controls = offered.controls();
    if (offered.controls().archived()) {
      game.kept.clear();
      game.book = GameBook.EMPTY;
      return dead(raw, decision(raw, Fate.UNCHANGED));
    }
    game.kept.put(event.eventId(), offered.kept());
    GameState state = GameFold.fold(game.kept.values(), game.controls);
    List<String> unknown = new ArrayList<>();
    long epoch = epoch(game, found, unknown);
    Enrichment enrichment = enrichment(raw.value(), game, found, unknown);
    Cause cause =
        new Cause(
            raw.value().getLeague(),
            raw.value().getGameId(),
            event.eventId(),
            event.occurredAtMs());
    Priced priced = engine.step(game.book, state, cause, enrichment, epoch);
    game.book = priced.book();
    List<Written> written =
        priced.updates().stream()
            .map(update -> new Written(update.marketKey(), update.epoch(), update.sequence()))
            .toList();
    Decision.Builder decision =
        decision(raw, priced.updates().isEmpty() ? Fate.UNCHANGED : Fate.PRICED)
            .setEpoch(epoch)
            .setReferenceVersion(
                enrichment.reference() == null ? null : enrichment.reference().version())
            .setHot(held(raw.value().getLeague(), enrichment, unknown))
            .setDefaulted(enrichment.defaulted())
            .setModelVersion(game.book.model() == null ? null : game.book.model().modelVersion())
            .setWritten(written);
    List<OddsUpdate> updates = priced.updates().stream().map(InternalUpdates::toAvro).toList();
    return new Step(
        raw.record(),
        raw.value(),
        state,
        suspended(state, game.book),
        decision.build(),
        unknown,
        updates);
  }

  /** As recorded, unless no start had it or it falls: sequences would then be given twice. */
  private long epoch(Game game, Decision found, List<String> unknown) {
    if (found != null && found.getEpoch() < game.epoch) {
      unknown.add("epoch " + found.getEpoch() + " comes after epoch " + game.epoch);
    } else if (found != null && !knowledge.startedWith(found.getEpoch())) {
      unknown.add("no start of the job was given epoch " + found.getEpoch());
      game.epoch = Math.max(1, game.epoch);
    } else {
      game.epoch = Math.max(1, found == null ? game.epoch : found.getEpoch());
    }
    return game.epoch;
  }

  /** Independent of the engine: what stands in the state and in the configuration. */
  private static boolean suspended(GameState state, GameBook book) {
    boolean acted =
        book.config() != null
            && state.suspendingActions().stream()
                .anyMatch(book.config().suspendingActions()::contains);
    return state.traderSuspended() || state.feedDown() || acted;
  }

  private Enrichment enrichment(RawEvent event, Game game, Decision found, List<String> unknown) {
    if (found == null) {
      return game.book.lastKnown();
    }
    GameReference reference = null;
    if (found.getReferenceVersion() != null) {
      Optional<GameReference> stored =
          knowledge.reference(event.getGameId(), found.getReferenceVersion());
      if (stored.isEmpty()) {
        unknown.add("Postgres holds no reference version " + found.getReferenceVersion());
      }
      reference = stored.orElse(game.book.lastKnown().reference());
    }
    List<PlayerHot> hot =
        found.getHot().stream()
            .map(
                used ->
                    new PlayerHot(
                        used.getPlayerId(),
                        used.getVersion(),
                        io.oddsupdate.pricing.reference.Availability.valueOf(
                            used.getAvailability().name()),
                        used.getForm()))
            .toList();
    return new Enrichment(reference, hot, found.getDefaulted());
  }

  /** The hot state under the versions that were used, as Redis holds it. */
  private List<HotUsed> held(String eventLeague, Enrichment enrichment, List<String> unknown) {
    List<HotUsed> held = new ArrayList<>();
    for (PlayerHot used : enrichment.hot()) {
      Optional<PlayerHot> stored = knowledge.hot(eventLeague, used.playerId(), used.version());
      if (stored.isEmpty()) {
        unknown.add("Redis holds no version " + used.version() + " of " + used.playerId());
      }
      PlayerHot value = stored.orElse(used);
      held.add(
          new HotUsed(
              value.playerId(),
              value.version(),
              Availability.valueOf(value.availability().name()),
              value.form()));
    }
    return held;
  }

  private Decision.Builder decision(Decoded<RawEvent> raw, Fate fate) {
    RawEvent event = raw.value();
    return Decision.newBuilder()
        .setRawTopic(raw.record().topic())
        .setRawPartition(raw.record().partition())
        .setRawOffset(raw.record().offset())
        .setEventId(event == null ? null : event.getEventId())
        .setRevision(event == null ? null : event.getRevision())
        .setLeague(league)
        .setGameId(event == null ? null : event.getGameId())
        .setEpoch(lastEpoch)
        .setFate(fate);
  }

  private static Step dead(Decoded<RawEvent> raw, Decision.Builder decision) {
    return new Step(raw.record(), raw.value(), null, false, decision.build(), List.of(), List.of());
  }
}
