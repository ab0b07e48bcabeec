package io.oddsupdate.pricing.model.epl;

import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.model.NextScore;
import io.oddsupdate.pricing.model.Poisson;
import java.util.List;

/**
 * The goals still to come, given the score, the time left and the players sent off.
 *
 * <p>Goals come as two Poisson processes; the match as a whole is weighted with the dependence of
 * its final score. So, with (h, a) goals scored, a stretch of the time left that holds a share s of
 * a match's goals, and a share r outside of it,
 *
 * <pre>
 *   P(i, j goals in it) ~ Po(i; lambda s) Po(j; mu s) (1 + E[excess(h + i + X, a + j + Y)]),
 *   X ~ Po(lambda r), Y ~ Po(mu r)
 * </pre>
 *
 * which makes the halves the marginals of the match. Where the strengths are not known, the sum
 * over what they may be, each weighted with the likelihood of the goals so far: lambda^h mu^a
 * exp(-(lambda + mu) e), e the share of a match's goals that would have come by now.
 */
final class GoalsToCome {
  /** Fewer than seven players, and the match is abandoned. */
  private static final int REDS_MOST = 4;

  private final int homeGoals;
  private final int awayGoals;
  private final DixonColes[] dependence;
  private final double[] weight;

  /** Goals per share of a match, from now on. */
  private final double[] homeRate;

  private final double[] awayRate;
  private final double mostHomeRate;
  private final double mostAwayRate;

  GoalsToCome(
      EplConstants constants, List<Hypothesis> hypotheses, GameState state, double shareLeft) {
    int size = hypotheses.size();
    homeGoals = Math.max(0, state.homeScore());
    awayGoals = Math.max(0, state.awayScore());
    dependence = new DixonColes[size];
    weight = weights(hypotheses, homeGoals, awayGoals, Math.max(0, 1 - shareLeft));
    homeRate = new double[size];
    awayRate = new double[size];
    Situation situation = state.situation();
    double homeFactor = factor(constants, situation.homeReds(), situation.awayReds());
    double awayFactor = factor(constants, situation.awayReds(), situation.homeReds());
    double mostHome = 0;
    double mostAway = 0;
    for (int k = 0; k < size; k++) {
      dependence[k] = hypotheses.get(k).dependence();
      homeRate[k] = hypotheses.get(k).homeRate() * homeFactor;
      awayRate[k] = hypotheses.get(k).awayRate() * awayFactor;
      mostHome = Math.max(mostHome, homeRate[k]);
      mostAway = Math.max(mostAway, awayRate[k]);
    }
    mostHomeRate = mostHome;
    mostAwayRate = mostAway;
  }

  private static double[] weights(
      List<Hypothesis> hypotheses, int homeGoals, int awayGoals, double shareGone) {
    double[] logs = new double[hypotheses.size()];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logs.length; k++) {
      Hypothesis each = hypotheses.get(k);
      logs[k] =
          StrictMath.log(each.weight())
              + homeGoals * StrictMath.log(each.homeRate())
              + awayGoals * StrictMath.log(each.awayRate())
              - (each.homeRate() + each.awayRate()) * shareGone;
      most = Math.max(most, logs[k]);
    }
    for (int k = 0; k < logs.length; k++) {
      logs[k] = StrictMath.exp(logs[k] - most);
    }
    return logs;
  }

  private static double factor(EplConstants constants, int own, int opponent) {
    double factor = 1;
    for (int i = 0; i < Math.min(REDS_MOST, own); i++) {
      factor *= constants.redOwn();
    }
    for (int i = 0; i < Math.min(REDS_MOST, opponent); i++) {
      factor *= constants.redOpponent();
    }
    return factor;
  }

  int homeGoals() {
    return homeGoals;
  }

  int awayGoals() {
    return awayGoals;
  }

  /** Number of away goals in a row of {@link #grid}. */
  int width(double share) {
    return ScoreGrid.length(mostAwayRate * share);
  }

  /**
   * The masses of the goals to come in a stretch, row by row; sums to a common factor.
   *
   * @param share of the stretch, in what is left of a match
   * @param outside share of what is left outside of it
   */
  double[] grid(double share, double outside) {
    int height = ScoreGrid.length(mostHomeRate * share);
    int width = width(share);
    double[] mass = new double[height * width];
    for (int k = 0; k < weight.length; k++) {
      double[] home = Poisson.masses(homeRate[k] * share, height);
      double[] away = Poisson.masses(awayRate[k] * share, width);
      for (int i = 0; i < height; i++) {
        double row = weight[k] * home[i];
        for (int j = 0; j < width; j++) {
          mass[i * width + j] += row * away[j];
        }
      }
      for (int i = 0; homeGoals + i <= 1; i++) {
        for (int j = 0; awayGoals + j <= 1; j++) {
          mass[i * width + j] += weight[k] * home[i] * away[j] * excess(k, i, j, outside);
        }
      }
    }
    for (int i = 0; i < mass.length; i++) {
      // Rounding only: the dependence is within the bounds that keep every chance above 0.
      mass[i] = Math.max(0, mass[i]);
    }
    return mass;
  }

  /** What the dependence adds, expected over the goals outside of the stretch. */
  private double excess(int k, int home, int away, double outside) {
    int h = homeGoals + home;
    int a = awayGoals + away;
    double homeOutside = homeRate[k] * outside;
    double awayOutside = awayRate[k] * outside;
    double sum = dependence[k].excess(h, a);
    if (outside > 0) {
      sum += homeOutside * dependence[k].excess(h + 1, a);
      sum += awayOutside * dependence[k].excess(h, a + 1);
      sum += homeOutside * awayOutside * dependence[k].excess(h + 1, a + 1);
      sum *= StrictMath.exp(-homeOutside - awayOutside);
    }
    return sum;
  }

  /**
   * The next goal: given how many goals each team scores, any order of them is as likely as any
   * other, so the first one is the home team's with i/(i + j).
   *
   * @param sum of all masses of the grid of all that is left
   */
  NextScore next(double shareLeft, double sum) {
    double homeFirst = 0;
    double none = 0;
    for (int k = 0; k < weight.length; k++) {
      double home = homeRate[k] * shareLeft;
      double away = awayRate[k] * shareLeft;
      double no = StrictMath.exp(-home - away);
      double first = -StrictMath.expm1(-home - away) * home / (home + away);
      first += no * home * dependence[k].excess(homeGoals + 1, awayGoals);
      first += no * home * away * dependence[k].excess(homeGoals + 1, awayGoals + 1) / 2;
      homeFirst += weight[k] * first;
      none += weight[k] * no * (1 + dependence[k].excess(homeGoals, awayGoals));
    }
    double homeNext = Math.max(0, homeFirst / sum);
    double nobody = none / sum;
    return new NextScore(homeNext, nobody, Math.max(0, 1 - homeNext - nobody));
  }
}
