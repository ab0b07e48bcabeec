package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.model.epl.EplModel;
import io.oddsupdate.pricing.model.mlb.MlbModel;
import io.oddsupdate.pricing.model.nba.NbaModel;
import io.oddsupdate.pricing.model.nfl.NflModel;
import io.oddsupdate.pricing.model.nhl.NhlModel;

/** Every model that there is, by the id that a version of its constants names. */
public final class Leagues {
  private Leagues() {}

  /**
   * @throws IllegalArgumentException where no model has that id, or a constant is missing or out of
   *     range; the message names it
   */
  public static LeagueModel of(String modelId, Constants constants) {
    return switch (modelId) {
      case "epl-goals" -> EplModel.of(constants);
      case "mlb-innings" -> MlbModel.of(constants);
      case "nba-margin" -> NbaModel.of(constants);
      case "nba-normal-margin" -> new PointsModel(constants);
      case "nfl-margin" -> NflModel.of(constants);
      case "nhl-goals" -> NhlModel.of(constants);
      default ->
          throw new IllegalArgumentException(
              "model_id must be one of epl-goals, mlb-innings, nba-margin, nba-normal-margin,"
                  + " nfl-margin, nhl-goals, got "
                  + modelId);
    };
  }
}
