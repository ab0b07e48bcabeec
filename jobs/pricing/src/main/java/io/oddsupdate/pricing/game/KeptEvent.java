package io.oddsupdate.pricing.game;

import java.util.List;

/**
 * What keyed state keeps of one event: its newest revision and, unless it was deleted or is an
 * instruction or a feed report, what it says. Flat, so that Flink serializes it as a POJO.
 *
 * @param action null where the event is no play
 * @param situation null where the vendor tells none
 * @param counts of players; empty for most events
 * @param quote null where the event is none
 * @param happenedAtMs of a play, epoch ms: the vendor's wall clock, or when the record reached us
 *     where it has none; null where the event is no play
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
    double secondsElapsed,
    int homeScore,
    int awayScore,
    Situation situation,
    List<PlayerCount> counts,
    GameQuote quote,
    Long happenedAtMs) {}
