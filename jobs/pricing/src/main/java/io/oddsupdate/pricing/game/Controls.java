package io.oddsupdate.pricing.game;

/** What instructions and feed reports have set, in the order of the log. */
public record Controls(boolean traderSuspended, boolean feedDown, boolean archived) {
  public static final Controls NONE = new Controls(false, false, false);
}
