package io.oddsupdate.pricing.model.nhl;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Strengths;

/**
 * Goals of ice hockey: two Poisson processes until the score begins to matter, then a chain over
 * the lead in which level teams grow careful and a trailing one pulls its goalkeeper, then sudden
 * death. Strengths are the goals of regulation. See docs/models.md#nhl.
 */
public final class NhlModel implements LeagueModel {
  /** No team's regulation goals are expected to be outside of these. */
  private static final double GOALS_LEAST = 0.2;

  private static final double GOALS_MOST = 10;

  private static final int ROUNDS_MOST = 60;
  private static final double ENOUGH = 1e-10;

  private final NhlConstants constants;

  private NhlModel(NhlConstants constants) {
    this.constants = constants;
  }

  /**
   * @throws IllegalArgumentException where a constant is missing or out of range
   */
  public static NhlModel of(Constants constants) {
    return new NhlModel(NhlConstants.of(constants));
  }

  @Override
  public Strengths average() {
    return new Strengths(constants.homeMean(), constants.awayMean(), false);
  }

  @Override
  public Strengths neutral() {
    return new Strengths(constants.mean(), constants.mean(), true);
  }

  /**
   * The strengths with which the mean of the final margin is {@code -homeSpread} and the mean of
   * the final total is {@code total}, overtime and the goal of a shootout included.
   */
  @Override
  public Strengths ofLines(double homeSpread, double total) {
    require("total", total, 2 * GOALS_LEAST, 2 * GOALS_MOST);
    require("spread", homeSpread, -GOALS_MOST, GOALS_MOST);
    double home = (total - homeSpread) / 2;
    double away = (total + homeSpread) / 2;
    for (int round = 0; ; round++) {
      double least = Math.min(home, away);
      double most = Math.max(home, away);
      if (!(least >= GOALS_LEAST && most <= GOALS_MOST)) {
        throw new IllegalArgumentException(
            "spread %s and total %s leave a team with %s goals, it must be %s to %s"
                .formatted(
                    homeSpread,
                    total,
                    least < GOALS_LEAST ? least : most,
                    GOALS_LEAST,
                    GOALS_MOST));
      }
      TeamRates rates = Expected.rates(constants, home, away);
      double tie = Expected.of(rates).tie();
      double homeWins = new Extension(rates, false).homeWins();
      double nextHome = (total - homeSpread) / 2 - tie * homeWins;
      double nextAway = (total + homeSpread) / 2 - tie * (1 - homeWins);
      double change = Math.abs(nextHome - home) + Math.abs(nextAway - away);
      if (change < ENOUGH || round == ROUNDS_MOST) {
        return new Strengths(home, away, true);
      }
      home = nextHome;
      away = nextAway;
    }
  }

  /**
   * @throws IllegalArgumentException where a team is expected to score less than {@value
   *     #GOALS_LEAST} or more than {@value #GOALS_MOST} goals
   */
  @Override
  public GameModel prepare(Fixture fixture) {
    Strengths strengths = fixture.strengths();
    require("home strength", strengths.home(), GOALS_LEAST, GOALS_MOST);
    require("away strength", strengths.away(), GOALS_LEAST, GOALS_MOST);
    double sd = strengths.known() ? 0 : constants.strengthSd();
    return new NhlGame(PossibleGame.of(constants, fixture, sd), fixture.playoff());
  }

  private static void require(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be %s to %s goals, got %s".formatted(field, least, most, value));
    }
  }
}
