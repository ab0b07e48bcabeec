package io.oddsupdate.pricing.model;

import io.oddsupdate.pricing.model.mlb.MlbModel;

/** The leagues' models, by model id. */
public final class Leagues {
  private Leagues() {}

  /**
   * @param modelId of a model version
   * @param constants of that version
   * @throws IllegalArgumentException where no model has this id, or naming the constant that is
   *     missing or out of range
   */
  public static LeagueModel of(String modelId, Constants constants) {
    return switch (modelId) {
      case "mlb-innings" -> new MlbModel(constants);
      default ->
          throw new IllegalArgumentException("model_id must be one of mlb-innings, got " + modelId);
    };
  }
}
