package io.oddsupdate.pricing.market;

import io.oddsupdate.pricing.reference.PriorSource;
import java.util.List;

/**
 * The image of one market after one change, without anything that may differ between two runs.
 *
 * @param marketKey game_id | market id | sorted specifiers | player_id
 * @param scheduledDay days since 1970-01-01, UTC
 * @param playerId null outside player markets
 * @param asOfEventTimeMs null where the vendor gave none
 * @param devigMethod how quotes were freed of their margin; null where the prior is of no quotes
 * @param consensus before the start of the quotes that the prior is of, in play of this market's
 *     own quotes; null where none count
 * @param results empty unless settled
 * @param correctionOf the update id of the settlement that this one corrects, or null
 */
public record MarketUpdate(
    String marketKey,
    String updateId,
    long epoch,
    long sequence,
    String league,
    String gameId,
    long scheduledDay,
    String playerId,
    int marketId,
    String marketName,
    String specifiers,
    String period,
    MarketStatus status,
    String reason,
    List<Outcome> outcomes,
    String asOfEventId,
    Long asOfEventTimeMs,
    String modelId,
    String modelVersion,
    String configVersion,
    double marginTarget,
    double marginActual,
    String devigMethod,
    UpdateConsensus consensus,
    PriorSource prior,
    List<String> defaulted,
    List<OutcomeResult> results,
    String correctionOf) {}
