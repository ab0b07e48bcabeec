package io.oddsupdate.local.reference;

import io.oddsupdate.pricing.game.PlayerStat;

/**
 * What the players of an average team count together in a game, for what no line tells. Points and
 * goals are those that the prior gives the team.
 *
 * <p>Sources, averages of a team and game: NBA season 2023-24; NFL 2022 and 2023, passing before
 * sacks; MLB 2023 and 2024; NHL 2023-24; EPL shots of 1,680 matches 2019-24. All but the last are
 * published season averages, rounded.
 */
final class TeamCounts {
  private TeamCounts() {}

  /**
   * @param score points, goals or runs that are expected of the team
   */
  static double of(PlayerStat stat, double score) {
    return switch (stat) {
      case POINTS, GOALS -> score;
      case REBOUNDS -> 43.5;
      case ASSISTS -> 26.7;
      case PASSING_YARDS, RECEIVING_YARDS -> 235;
      case RUSHING_YARDS -> 116;
      case STRIKEOUTS -> 8.5;
      case HITS -> 8.3;
      case SHOTS -> 12.5;
      case SHOTS_ON_GOAL -> 30.2;
      case TAKEN_OFF -> throw new IllegalArgumentException("nobody is expected to be taken off");
    };
  }
}
