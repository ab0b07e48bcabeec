package io.oddsupdate.pricing.model;

/** Every model that there is, by the id that a version of its constants names. */
public final class Leagues {
  private Leagues() {}

  /**
   * @throws IllegalArgumentException where no model has that id, or a constant is missing or out of
   *     range; the message names it
   */
  public static LeagueModel of(String modelId, Constants constants) {
    return switch (modelId) {
      case "nba-normal-margin" -> new PointsModel(constants);
      default ->
          throw new IllegalArgumentException(
              "model_id must be one of nba-normal-margin, got " + modelId);
    };
  }
}
