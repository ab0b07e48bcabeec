package io.oddsupdate.pricing.model.nba;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.EvenLines;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Strengths;

/**
 * NBA: the margin of the rest of regulation is normal, its mean reverts towards what was expected
 * (Stern 1994, with the course of leads measured), a tie is followed by overtimes. Strengths are
 * points in regulation. See docs/models.md.
 */
public final class NbaModel implements LeagueModel {
  private static final double SPREAD_MOST = 60;
  private static final double TOTAL_LEAST = 100;
  private static final double TOTAL_MOST = 400;
  private static final double TEAM_LEAST = 1;

  private final NbaConstants constants;

  public NbaModel(NbaConstants constants) {
    this.constants = constants;
  }

  public static NbaModel of(Constants constants) {
    return new NbaModel(NbaConstants.of(constants));
  }

  @Override
  public Strengths average() {
    double half = constants.total() / 2;
    double edge = constants.homeEdge() / 2;
    return new Strengths(half + edge, half - edge, false);
  }

  @Override
  public Strengths neutral() {
    return new Strengths(constants.total() / 2, constants.total() / 2, true);
  }

  /** Strengths with which more and less than the lines are equally likely, overtimes included. */
  @Override
  public Strengths ofLines(double homeSpread, double total) {
    if (!(Math.abs(homeSpread) <= SPREAD_MOST)) {
      throw new IllegalArgumentException(
          "spread must be between -%s and %s, got %s"
              .formatted(SPREAD_MOST, SPREAD_MOST, homeSpread));
    }
    if (!(total >= TOTAL_LEAST && total <= TOTAL_MOST)) {
      throw new IllegalArgumentException(
          "total must be between %s and %s, got %s".formatted(TOTAL_LEAST, TOTAL_MOST, total));
    }
    return EvenLines.solve(
        homeSpread,
        total,
        TEAM_LEAST,
        strengths ->
            new NbaGame(constants, strengths).outlook(GameState.notStarted()).finalScore());
  }

  @Override
  public GameModel prepare(Fixture fixture) {
    return new NbaGame(constants, fixture.strengths());
  }
}
