package io.oddsupdate.pricing.game;

/**
 * What instructions and feed reports have set, in the order of the log.
 *
 * @param pinnedModel the model version that an instruction named, or null
 */
public record Controls(
    boolean traderSuspended, boolean feedDown, boolean archived, String pinnedModel) {
  public static final Controls NONE = new Controls(false, false, false, null);
}
