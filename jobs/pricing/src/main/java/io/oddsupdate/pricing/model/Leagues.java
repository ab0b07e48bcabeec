package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.model.nhl.NhlModel;

/** The models by their ids. */
public final class Leagues {
  private Leagues() {}

  /**
   * @throws IllegalArgumentException where no model has that id, or a constant of it is missing or
   *     out of range
   */
  public static LeagueModel of(String modelId, Constants constants) {
    return switch (modelId) {
      case "nhl-goals" -> NhlModel.of(constants);
      default ->
          throw new IllegalArgumentException("no model " + modelId + ", there are: nhl-goals");
    };
  }
}
