package io.oddsupdate.pricing.game;

/** Regulation, overtime, extra time, shootout. */
public enum PeriodType {
  REG,
  OT,
  ET,
  SO
}
