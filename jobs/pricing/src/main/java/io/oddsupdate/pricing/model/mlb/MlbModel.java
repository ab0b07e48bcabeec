package io.oddsupdate.pricing.model.mlb;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;

/**
 * Baseball as a recursion over half innings: each one's runs follow Tango's distribution, the one
 * being played those of its base-out state, and the rules of the last inning decide what is played
 * (see docs/models.md#mlb).
 *
 * <p>Strengths are runs in nine full turns at bat: what a team would score if it never had to stop
 * early and never played on.
 */
public final class MlbModel implements LeagueModel {
  /** Runs of both teams that a line can be solved for. */
  private static final double LEAST_TOTAL = 1;

  private static final double MOST_TOTAL = 40;
  private static final double CLOSE = 1e-9;

  private final MlbConstants constants;
  private final WalkOff walkOff;

  private MlbModel(MlbConstants constants) {
    this.constants = constants;
    this.walkOff = new WalkOff(constants.offence());
  }

  /**
   * @throws IllegalArgumentException naming the constant that is missing or out of range
   */
  public static MlbModel of(Constants constants) {
    return new MlbModel(MlbConstants.of(constants));
  }

  @Override
  public Strengths average() {
    double runs = constants.runsPerNine();
    double edge = constants.homeEdge();
    return new Strengths(runs * (1 + edge), runs * (1 - edge), false);
  }

  @Override
  public Strengths neutral() {
    return new Strengths(constants.runsPerNine(), constants.runsPerNine(), true);
  }

  @Override
  public Strengths ofLines(double homeSpread, double total) {
    if (!(total >= LEAST_TOTAL && total <= MOST_TOTAL)) {
      throw new IllegalArgumentException(
          "total must be between %s and %s runs, got %s".formatted(LEAST_TOTAL, MOST_TOTAL, total));
    }
    double home = (total - homeSpread) / 2;
    double away = (total + homeSpread) / 2;
    for (int i = 0;
        i < 100 && home > 0 && away > 0 && Math.max(home, away) < MlbGame.MOST_RUNS;
        i++) {
      ScoreDistribution expected = start(new Strengths(home, away, true));
      double homeMissing = (total - homeSpread) / 2 - mean(expected.home());
      double awayMissing = (total + homeSpread) / 2 - mean(expected.away());
      if (Math.abs(homeMissing) + Math.abs(awayMissing) < CLOSE) {
        return new Strengths(home, away, true);
      }
      home += homeMissing;
      away += awayMissing;
    }
    throw new IllegalArgumentException(
        "spread must leave both teams runs, no game has a mean margin of %s and a mean total of %s"
            .formatted(-homeSpread, total));
  }

  private ScoreDistribution start(Strengths strengths) {
    return prepare(new Fixture(strengths, false)).outlook(GameState.notStarted()).finalScore();
  }

  private static double mean(Chances runs) {
    double mean = 0;
    for (int least = 1; runs.atLeast(least) > Chances.LEAST; least++) {
      mean += runs.atLeast(least);
    }
    return mean;
  }

  @Override
  public GameModel prepare(Fixture fixture) {
    return new MlbGame(constants, walkOff, fixture);
  }
}
