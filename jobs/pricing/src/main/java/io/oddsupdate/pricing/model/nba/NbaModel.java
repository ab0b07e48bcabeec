package io.oddsupdate.pricing.model.nba;

import io.oddsupdate.pricing.model.Constants;
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

  /** The share of games with overtime hardly moves with the strengths: three steps settle it. */
  private static final int STEPS = 3;

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

  /** Strengths with which the mean of the final margin and total, overtimes included, are these. */
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
    double more = 1;
    for (int step = 0; step < STEPS; step++) {
      double margin = -homeSpread / more;
      double points = total / more;
      Strengths strengths =
          new Strengths((points + margin) / 2, (points - margin) / 2, /* known= */ true);
      more = 1 + new NbaGame(constants, strengths).overtimesExpected();
    }
    double margin = -homeSpread / more;
    double points = total / more;
    return new Strengths((points + margin) / 2, (points - margin) / 2, true);
  }

  @Override
  public GameModel prepare(Fixture fixture) {
    return new NbaGame(constants, fixture.strengths());
  }
}
