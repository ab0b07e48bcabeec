package io.oddsupdate.pricing;

import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.Clock;
import io.oddsupdate.pricing.game.GameEvent;
import io.oddsupdate.pricing.game.PeriodType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Plays as the worst of feeds sends them: few ids, so that edits, deletions, returns and stale
 * revisions are many; any clock, any score.
 */
public final class PlayLogs extends DomainContextBase {
  @Provide
  Arbitrary<GameEvent> plays() {
    Arbitrary<ActionType> actions =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of(ActionType.SCORE, ActionType.ATTEMPT)),
            Tuple.of(3, Arbitraries.of(ActionType.class)));
    Arbitrary<Clock> clocks =
        Combinators.combine(
                Arbitraries.integers().between(1, 7),
                Arbitraries.of(0.0, 0.1, 5.0, 59.9, 300.0, 720.0, -3.0, 4000.0))
            .as(
                (period, seconds) ->
                    new Clock(period, period > 4 ? PeriodType.OT : PeriodType.REG, seconds, 0))
            .injectNull(0.05);
    Arbitrary<Integer> scores = Arbitraries.integers().between(0, 160);
    return Combinators.combine(
            Arbitraries.integers().between(1, 12),
            Arbitraries.longs().between(1, 6),
            Arbitraries.longs().between(0, 8),
            actions,
            clocks,
            scores,
            scores,
            Arbitraries.integers().between(0, 19))
        .as(
            (id, revision, order, action, clock, home, away, chance) ->
                chance < 3
                    ? Games.deletion("p" + id, revision, order)
                    : Games.play(
                        "p" + id,
                        revision,
                        order,
                        action,
                        clock,
                        home,
                        away,
                        chance % 4,
                        chance < 10 ? Games.HOME_STAR : Games.AWAY_STAR));
  }
}
