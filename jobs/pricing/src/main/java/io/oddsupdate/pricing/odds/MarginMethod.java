package io.oddsupdate.pricing.odds;

/** How a margin is put on the chances of a market. */
public enum MarginMethod {
  /** Every chance is raised to one power: a long shot carries more of the margin. */
  POWER,
  /** The odds of every chance are multiplied by one ratio: without exponentials, the quickest. */
  ODDS_RATIO
}
