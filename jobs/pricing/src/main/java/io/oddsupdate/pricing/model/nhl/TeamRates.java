package io.oddsupdate.pricing.model.nhl;

/**
 * How fast the two teams of one game score.
 *
 * @param home goals per second of a period whose rate is 1, while the teams are level
 * @param away the same
 * @param homeForm regulation goals of the home team relative to an average team's: what the rates
 *     of special situations are multiplied by
 * @param awayForm the same
 */
record TeamRates(
    NhlConstants constants, double home, double away, double homeForm, double awayForm) {

  /** Goals per second of the home team, five skaters each. */
  double home(int lead, double secondsLeft) {
    return rate(home, homeForm, lead, secondsLeft);
  }

  /** Goals per second of the away team; {@code lead} is the home team's. */
  double away(int lead, double secondsLeft) {
    return rate(away, awayForm, -lead, secondsLeft);
  }

  private double rate(double base, double form, int lead, double secondsLeft) {
    double plain = base * constants.periodRates()[NhlConstants.period(secondsLeft) - 1];
    if (lead == 0) {
      double near = 1 - secondsLeft / constants.lateSeconds();
      return plain * (1 - constants.caution() * Math.max(0, near));
    }
    int reverting =
        Math.min(NhlConstants.LEAD_REVERTING, Math.max(-NhlConstants.LEAD_REVERTING, lead));
    double goalies = plain * (1 - constants.leadReversion() * reverting);
    double pulled = constants.pulled(Math.abs(lead), secondsLeft);
    double special = lead < 0 ? constants.extraAttackerRate() : constants.emptyNetRate();
    return (1 - pulled) * goalies + pulled * perSecond(special, form);
  }

  static double perSecond(double ratePerMinute, double form) {
    return ratePerMinute * form / 60;
  }

  /** Goals per second of the home team in the regular season's overtime. */
  double overtimeHome() {
    return perSecond(constants.threeOnThreeRate(), homeForm);
  }

  double overtimeAway() {
    return perSecond(constants.threeOnThreeRate(), awayForm);
  }
}
