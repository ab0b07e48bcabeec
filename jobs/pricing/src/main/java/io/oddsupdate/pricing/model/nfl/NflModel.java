package io.oddsupdate.pricing.model.nfl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.EvenLines;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Strengths;

/**
 * NFL: the points of a team are those of its drives, so that the margin is close to normal
 * (Winston; Stern 1991) with the steps that football scores in; margins that teams play for at the
 * end (key numbers) have weights of their own; a tie is followed by an overtime. Strengths are
 * points in regulation. See docs/models.md.
 */
public final class NflModel implements LeagueModel {
  private static final double SPREAD_MOST = 40;
  private static final double TOTAL_LEAST = 20;
  private static final double TOTAL_MOST = 100;
  private static final double TEAM_LEAST = 2;

  private final NflConstants constants;

  public NflModel(NflConstants constants) {
    this.constants = constants;
  }

  public static NflModel of(Constants constants) {
    return new NflModel(NflConstants.of(constants));
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

  /** Strengths with which more and less than the lines are equally likely, overtime included. */
  @Override
  public Strengths ofLines(double homeSpread, double total) {
    require("spread", homeSpread, -SPREAD_MOST, SPREAD_MOST);
    require("total", total, TOTAL_LEAST, TOTAL_MOST);
    if (total - Math.abs(homeSpread) < 2 * TEAM_LEAST) {
      throw new IllegalArgumentException(
          "spread %s leaves a team less than %s points of a total of %s"
              .formatted(homeSpread, TEAM_LEAST, total));
    }
    return EvenLines.solve(
        homeSpread,
        total,
        TEAM_LEAST / 4,
        strengths ->
            prepare(new Fixture(strengths, false)).outlook(GameState.notStarted()).finalScore());
  }

  private static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be between %s and %s, got %s".formatted(name, least, most, value));
    }
  }

  @Override
  public GameModel prepare(Fixture fixture) {
    return new NflGame(constants, fixture);
  }
}
