package io.oddsupdate.pricing.model.mlb;

import io.oddsupdate.pricing.model.Constants;

/**
 * What a plate appearance of an average batter comes to, each a chance.
 *
 * @param walk a free base: base on balls or hit by a pitch
 * @param twoOnSingle a single brings the runner on second base home
 * @param thirdOnSingle a single brings the runner on first base to third, if it is free
 * @param homeOnDouble a double brings the runner on first base home
 * @param homeOnOut an out with fewer than two outs brings the runner on third base home
 * @param doublePlay an out with fewer than two outs and a runner on first base makes two
 */
record Offence(
    double walk,
    double single,
    double doubled,
    double triple,
    double homeRun,
    double twoOnSingle,
    double thirdOnSingle,
    double homeOnDouble,
    double homeOnOut,
    double doublePlay) {

  static Offence of(Constants constants) {
    double[] hits = constants.list("plate_appearance", 5, 0, 0.5);
    double[] advances = constants.list("advances", 5, 0, 1);
    return new Offence(
        hits[0],
        hits[1],
        hits[2],
        hits[3],
        hits[4],
        advances[0],
        advances[1],
        advances[2],
        advances[3],
        advances[4]);
  }

  double out() {
    return 1 - walk - single - doubled - triple - homeRun;
  }
}
