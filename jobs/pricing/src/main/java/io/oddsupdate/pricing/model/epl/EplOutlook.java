package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.PeriodScore;
import io.oddsupdate.pricing.model.GridScore;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.Poisson;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.Side;
import java.util.Optional;

/** What is expected of a match in one state of it. */
final class EplOutlook implements Outlook {
  private final GameState state;
  private final GoalsLeft left;
  private final DixonColes dependence;

  /** Goals to come per share of a match. */
  private final double homeRate;

  private final double awayRate;
  private final ScoreDistribution finalScore;

  private EplOutlook(
      GameState state, GoalsLeft left, DixonColes dependence, double homeRate, double awayRate) {
    this.state = state;
    this.left = left;
    this.dependence = dependence;
    this.homeRate = homeRate;
    this.awayRate = awayRate;
    this.finalScore =
        left.both() > 0
            ? grid(homeGoals(), awayGoals(), left.both(), 0, homeGoals(), awayGoals())
            : ScoreDistribution.certain(homeGoals(), awayGoals());
  }

  static EplOutlook of(EplConstants constants, Strengths strengths, GameState state) {
    int homeReds = Math.max(0, Math.min(5, state.situation().homeReds()));
    int awayReds = Math.max(0, Math.min(5, state.situation().awayReds()));
    double home = strengths.home() * power(constants.redOwn(), homeReds);
    double away = strengths.away() * power(constants.redOwn(), awayReds);
    return new EplOutlook(
        state,
        GoalsLeft.of(constants, state),
        DixonColes.nearest(strengths.home(), strengths.away(), constants.rho()),
        home * power(constants.redOpponent(), awayReds),
        away * power(constants.redOpponent(), homeReds));
  }

  private static double power(double factor, int times) {
    double power = 1;
    for (int i = 0; i < times; i++) {
      power *= factor;
    }
    return power;
  }

  private int homeGoals() {
    return Math.max(0, state.homeScore());
  }

  private int awayGoals() {
    return Math.max(0, state.awayScore());
  }

  /**
   * The goals of a stretch: those of it that are scored, plus Poisson goals of {@code share}, seen
   * through the dependence of the final score, which has {@code later} share outside of the
   * stretch.
   *
   * @param homeBefore goals that count for the final score already, within or outside the stretch
   */
  private GridScore grid(
      int home, int away, double share, double later, int homeBefore, int awayBefore) {
    double[] homeMass = Poisson.masses(homeRate * share, ScoreGrid.length(homeRate * share));
    double[] awayMass = Poisson.masses(awayRate * share, ScoreGrid.length(awayRate * share));
    double[] homeLater = Poisson.masses(homeRate * later, 2);
    double[] awayLater = Poisson.masses(awayRate * later, 2);
    double[] mass = new double[homeMass.length * awayMass.length];
    for (int i = 0; i < homeMass.length; i++) {
      for (int j = 0; j < awayMass.length; j++) {
        double excess = 0;
        for (int x = 0; homeBefore + i + x <= 1; x++) {
          for (int y = 0; awayBefore + j + y <= 1; y++) {
            excess +=
                homeLater[x]
                    * awayLater[y]
                    * dependence.excess(homeBefore + i + x, awayBefore + j + y);
          }
        }
        mass[i * awayMass.length + j] = homeMass[i] * awayMass[j] * Math.max(0, 1 + excess);
      }
    }
    return GridScore.of(home, away, awayMass.length, mass);
  }

  @Override
  public ScoreDistribution finalScore() {
    return finalScore;
  }

  @Override
  public ScoreDistribution regulation() {
    return finalScore;
  }

  @Override
  public Optional<ScoreDistribution> periods(int first, int last) {
    if (first == 1 && last == 2) {
      return Optional.of(finalScore);
    }
    if (first != last || first < 1 || first > 2) {
      return Optional.empty();
    }
    return first == 1 ? firstHalf() : secondHalf();
  }

  private Optional<ScoreDistribution> firstHalf() {
    if (state.period() > 1 || left.both() == 0) {
      return scored(1).map(half -> ScoreDistribution.certain(half.home(), half.away()));
    }
    return Optional.of(
        grid(homeGoals(), awayGoals(), left.first(), left.second(), homeGoals(), awayGoals()));
  }

  private Optional<ScoreDistribution> secondHalf() {
    if (state.period() > 1 || left.both() == 0) {
      return scored(1)
          .map(
              half -> {
                int home = Math.max(0, homeGoals() - half.home());
                int away = Math.max(0, awayGoals() - half.away());
                return left.both() == 0
                    ? ScoreDistribution.certain(home, away)
                    : grid(home, away, left.second(), 0, homeGoals(), awayGoals());
              });
    }
    return Optional.of(grid(0, 0, left.second(), left.first(), homeGoals(), awayGoals()));
  }

  private Optional<PeriodScore> scored(int period) {
    return state.periodScores().stream().filter(score -> score.period() == period).findFirst();
  }

  @Override
  public Optional<NextScore> nextScore() {
    double all = (homeRate + awayRate) * left.both();
    double none = StrictMath.exp(-all);
    double any = -StrictMath.expm1(-all);
    double home = homeRate / (homeRate + awayRate);
    return Optional.of(new NextScore(any * home, none, any * (1 - home)));
  }

  @Override
  public double shareLeft(Side side) {
    return left.both();
  }

  @Override
  public double scoresLeft(Side side) {
    return (side == Side.HOME ? homeRate : awayRate) * left.both();
  }
}
