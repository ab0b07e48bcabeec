package io.oddsupdate.pricing.model.mlb;

/**
 * A team that scores at one rate, against this opponent, in this ballpark: the runs of any stretch
 * of its turns at bat. Immutable.
 */
final class Batting {
  /** Longest half inning, in runs. */
  private static final int LONGEST_INNING = 24;

  private final MlbConstants constants;
  private final boolean playoff;
  private final int length;

  /** Runs of innings {@code first..last} (from 1) at {@code [first - 1][last - first]}. */
  private final double[][][] spans;

  /** Tilt of the runs to the end of an inning, by inning; the last is of extra innings. */
  private final double[] tilts;

  private final double[] extraInning;

  /**
   * @param runsPerNine expected in nine full turns at bat
   * @param inningRates rate of each inning over that of the whole game
   * @param length longest stretch, in runs
   */
  Batting(
      MlbConstants constants,
      double runsPerNine,
      double[] inningRates,
      boolean playoff,
      int length) {
    this.constants = constants;
    this.playoff = playoff;
    this.length = length;
    this.spans = new double[MlbConstants.INNINGS][][];
    this.tilts = new double[MlbConstants.INNINGS + 1];
    double rate = runsPerNine / MlbConstants.INNINGS;
    double[] start = constants.runsToEnd()[BaseOut.START];
    for (int inning = 0; inning <= MlbConstants.INNINGS; inning++) {
      double mean = inning < MlbConstants.INNINGS ? rate * inningRates[inning] : rate;
      tilts[inning] = Runs.tiltTo(mean, start);
    }
    for (int first = MlbConstants.INNINGS - 1; first >= 0; first--) {
      double[] inning =
          Runs.halfInning(rate * inningRates[first], constants.tangoControl(), LONGEST_INNING);
      spans[first] = new double[MlbConstants.INNINGS - first][];
      spans[first][0] = inning;
      for (int more = 1; more < spans[first].length; more++) {
        spans[first][more] = Runs.sum(inning, spans[first + 1][more - 1], length);
      }
    }
    this.extraInning =
        playoff
            ? Runs.halfInning(rate, constants.tangoControl(), LONGEST_INNING)
            : Runs.tilted(constants.runsToEnd()[BaseOut.RUNNER_ON_SECOND], tilt(Integer.MAX_VALUE));
  }

  int length() {
    return length;
  }

  /** Runs of whole innings {@code first..last} of regulation; none where there are none. */
  double[] innings(int first, int last) {
    return first > last ? Runs.none() : spans[first - 1][last - first];
  }

  /** Runs of a whole extra inning. */
  double[] extraInning() {
    return extraInning;
  }

  /** Runs from a state to the end of the half inning. */
  double[] toEnd(int inning, int state) {
    if (state == BaseOut.START && inning <= MlbConstants.INNINGS) {
      return spans[inning - 1][0];
    }
    if (state == BaseOut.START && playoff) {
      return extraInning;
    }
    return Runs.tilted(constants.runsToEnd()[state], tilt(inning));
  }

  /**
   * How likely what the team has done so far is, up to a factor that is the same for every rate.
   *
   * <p>Of the half inning under way: the half innings of a rate are the average ones with weight
   * {@code theta^runs}. So a course of an inning that has brought {@code r} runs and has come to a
   * state is {@code theta^r · M(state) / M(start)} times as likely as on average, where {@code M}
   * is the mean of {@code theta^runs} from there to the end.
   *
   * @param before runs in the whole innings before
   * @param inning the one being played or about to begin, from 1
   * @param runs in this inning
   * @param state {@link BaseOut#START} also where the team does not bat
   */
  double likelihood(int before, int inning, int runs, int state) {
    int whole = Math.min(inning - 1, MlbConstants.INNINGS);
    double[] distribution = innings(1, whole);
    int known = Math.min(Math.max(before, 0), distribution.length - 1);
    double likelihood = distribution[known];
    double tilt = tilt(inning);
    if (state != BaseOut.START) {
      likelihood *=
          Runs.generating(constants.runsToEnd()[state], tilt)
              / Runs.generating(constants.runsToEnd()[BaseOut.START], tilt);
    }
    for (int i = Math.min(runs + before - known, 30); i > 0; i--) {
      likelihood *= tilt;
    }
    return likelihood;
  }

  private double tilt(int inning) {
    return tilts[Math.min(inning - 1, MlbConstants.INNINGS)];
  }
}
