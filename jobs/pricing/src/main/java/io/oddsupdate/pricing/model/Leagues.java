package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.model.mlb.MlbModel;

/** The models by their ids. */
public final class Leagues {
  private Leagues() {}

  /**
   * @throws IllegalArgumentException where no model has that id, or a constant of it is missing or
   *     out of range
   */
  public static LeagueModel of(String modelId, Constants constants) {
    return switch (modelId) {
      case "mlb-innings" -> MlbModel.of(constants);
      default ->
          throw new IllegalArgumentException("no model " + modelId + ", there are: mlb-innings");
    };
  }
}
