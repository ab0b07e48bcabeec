package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.reference.Side;

/** The first NBA model, {@code nba-normal-margin}: see {@link FinalScore}. */
final class PointsModel implements LeagueModel {
  private final PointsConstants constants;

  PointsModel(Constants constants) {
    this.constants = PointsConstants.of(constants);
  }

  @Override
  public Strengths average() {
    return new Strengths(113, 111, false);
  }

  @Override
  public Strengths neutral() {
    return new Strengths(112, 112, true);
  }

  @Override
  public Strengths ofLines(double homeSpread, double total) {
    return new Strengths((total - homeSpread) / 2, (total + homeSpread) / 2, true);
  }

  @Override
  public GameModel prepare(Fixture fixture) {
    Strengths strengths = fixture.strengths();
    double spread = strengths.away() - strengths.home();
    double total = strengths.home() + strengths.away();
    return state -> outlook(FinalScore.of(spread, total, constants, state));
  }

  private static Outlook outlook(FinalScore score) {
    return new Outlook() {
      @Override
      public ScoreDistribution finalScore() {
        return score;
      }

      @Override
      public ScoreDistribution regulation() {
        return score;
      }

      @Override
      public double shareLeft(Side side) {
        return score.expectedShareLeft();
      }
    };
  }
}
