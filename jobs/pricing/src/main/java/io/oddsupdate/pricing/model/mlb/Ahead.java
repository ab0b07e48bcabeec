package io.oddsupdate.pricing.model.mlb;

/**
 * What one team still has before it: the rest of the half inning in which it bats, if it does, and
 * whole innings.
 */
final class Ahead {
  private final Batting[] rates;
  private final double[] weights;
  private final int length;
  private final int inning;
  private final int nextWhole;

  /** Runs to the end of the half inning under way, by rate; null where the team does not bat. */
  private final double[][] current;

  /**
   * @param offences what was known of the team before the start
   * @param batting whether it bats at the moment
   * @param played innings in which it has batted before
   * @param before runs in those of regulation
   * @param runs in the inning in which it bats
   */
  Ahead(Offences offences, Moment moment, boolean batting, int played, int before, int runs) {
    this.rates = offences.rates();
    this.length = rates[0].length();
    this.inning = moment.inning();
    this.nextWhole = played + (batting ? 2 : 1);
    this.weights =
        offences.given(before, played + 1, runs, batting ? moment.state() : BaseOut.START);
    this.current = batting ? new double[rates.length][] : null;
    if (batting) {
      for (int rate = 0; rate < rates.length; rate++) {
        current[rate] = rates[rate].toEnd(inning, moment.state());
      }
    }
  }

  int rates() {
    return rates.length;
  }

  /** Longest stretch, in runs. */
  int length() {
    return length;
  }

  double weight(int rate) {
    return weights[rate];
  }

  /** Runs still to come in innings {@code first..last} of regulation, at one rate. */
  double[] innings(int rate, int first, int last) {
    double[] whole = rates[rate].innings(Math.max(first, nextWhole), last);
    return current != null && first <= inning && inning <= last
        ? Runs.sum(current[rate], whole, length)
        : whole;
  }

  /** Runs still to come in an inning after regulation, in which the team may be batting. */
  double[] extraInning(int rate) {
    return current == null ? rates[rate].extraInning() : current[rate];
  }

  /** Over all rates, each with its weight. */
  double[] mixed(double[][] byRate) {
    if (byRate.length == 1) {
      return byRate[0];
    }
    int longest = 0;
    for (double[] runs : byRate) {
      longest = Math.max(longest, runs.length);
    }
    double[] mixed = new double[longest];
    for (int rate = 0; rate < byRate.length; rate++) {
      double[] runs = byRate[rate];
      for (int i = 0; i < runs.length; i++) {
        mixed[i] += weights[rate] * runs[i];
      }
    }
    return mixed;
  }

  /** Runs still to come in innings {@code first..last} of regulation. */
  double[] mixed(int first, int last) {
    double[][] byRate = new double[rates.length][];
    for (int rate = 0; rate < rates.length; rate++) {
      byRate[rate] = innings(rate, first, last);
    }
    return mixed(byRate);
  }
}
