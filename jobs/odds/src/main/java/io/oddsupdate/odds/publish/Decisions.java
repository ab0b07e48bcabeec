package io.oddsupdate.odds.publish;

import io.oddsupdate.avro.decision.Availability;
import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.decision.Fate;
import io.oddsupdate.avro.decision.HotUsed;
import io.oddsupdate.avro.decision.Written;
import io.oddsupdate.odds.ingest.DeadRecord;
import io.oddsupdate.odds.ingest.GameChange;
import io.oddsupdate.odds.ingest.Origin;
import io.oddsupdate.pricing.engine.GameBook;
import io.oddsupdate.pricing.game.Verdict;
import io.oddsupdate.pricing.market.MarketUpdate;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.util.List;

/** The value of {@code odds.decisions.{league}}: why, for one record of the raw log. Pure. */
public final class Decisions {
  private Decisions() {}

  /**
   * Of a record that was priced: PRICED if anything was written, else UNCHANGED.
   *
   * @param enrichment what it was priced with
   * @param book after the step
   */
  public static Decision priced(
      GameChange change,
      long epoch,
      Enrichment enrichment,
      GameBook book,
      List<MarketUpdate> updates) {
    return of(change.origin(), epoch)
        .setEventId(change.eventId())
        .setRevision(change.revision())
        .setGameId(change.gameId())
        .setFate(updates.isEmpty() ? Fate.UNCHANGED : Fate.PRICED)
        .setReferenceVersion(
            enrichment.reference() == null ? null : enrichment.reference().version())
        .setHot(enrichment.hot().stream().map(Decisions::used).toList())
        .setDefaulted(List.copyOf(enrichment.defaulted()))
        .setModelVersion(book.model() == null ? null : book.model().modelVersion())
        .setWritten(
            updates.stream()
                .map(update -> new Written(update.marketKey(), update.epoch(), update.sequence()))
                .toList())
        .build();
  }

  /**
   * Of a record that was not priced: a duplicate, a stale revision, one of an archived game, or the
   * one that archives its game, which leaves everything published as it stands. No enrichment was
   * used, so none is named.
   */
  public static Decision unpriced(GameChange change, long epoch) {
    return of(change.origin(), epoch)
        .setEventId(change.eventId())
        .setRevision(change.revision())
        .setGameId(change.gameId())
        .setFate(fate(change.verdict()))
        .setReason(change.verdict() == Verdict.ARCHIVED ? DeadRecord.GAME_ARCHIVED : null)
        .build();
  }

  /** Of a record that cannot be used. */
  public static Decision dead(DeadRecord dead, long epoch) {
    return of(dead.raw().origin(), epoch)
        .setEventId(dead.eventId())
        .setRevision(dead.revision())
        .setGameId(dead.gameId())
        .setFate(Fate.DEAD_LETTER)
        .setReason(dead.reason())
        .build();
  }

  private static Decision.Builder of(Origin origin, long epoch) {
    return Decision.newBuilder()
        .setRawTopic(origin.topic())
        .setRawPartition(origin.partition())
        .setRawOffset(origin.offset())
        .setLeague(origin.league())
        .setEpoch(epoch);
  }

  private static Fate fate(Verdict verdict) {
    return switch (verdict) {
      case ACCEPTED -> Fate.UNCHANGED;
      case DUPLICATE -> Fate.DUPLICATE;
      case STALE_REVISION -> Fate.STALE_REVISION;
      case ARCHIVED -> Fate.DEAD_LETTER;
    };
  }

  private static HotUsed used(PlayerHot player) {
    return new HotUsed(
        player.playerId(),
        player.version(),
        Availability.valueOf(player.availability().name()),
        player.form());
  }
}
