package io.oddsupdate.pricing.game;

/**
 * What keyed state keeps of one event: its newest revision and, unless it was deleted or is an
 * instruction or a feed report, its action. Flat, so that Flink serializes it as a POJO.
 *
 * @param action null where only the revision is kept
 * @param scorer null where nobody scored
 */
public record KeptEvent(
    String eventId,
    long revision,
    long vendorOrder,
    ActionType action,
    EventStatus status,
    int period,
    PeriodType periodType,
    double secondsRemaining,
    int homeScore,
    int awayScore,
    int points,
    String scorer) {}
