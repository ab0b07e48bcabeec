package io.oddsupdate.pricing.market;

import static io.oddsupdate.pricing.market.MarketStretch.FINAL;
import static io.oddsupdate.pricing.market.MarketStretch.FIRST_HALF;
import static io.oddsupdate.pricing.market.MarketStretch.INNINGS_1_TO_5;
import static io.oddsupdate.pricing.market.MarketStretch.PERIOD;
import static io.oddsupdate.pricing.market.MarketStretch.REGULATION;
import static io.oddsupdate.pricing.market.MarketStretch.SECOND_HALF;

import io.oddsupdate.pricing.game.PlayerStat;

/**
 * The markets that games may have, with UOF's ids and names ({@code
 * invariant_market_descriptions}). {@code $1} and {@code $2} in a name stand for the teams, {@code
 * #} for the number of a period or a goal, {@code %} for the player.
 *
 * <p>Player markets are UOF's of the family 759 to 785, asked as over and under a line for one
 * player; 40 is asked as yes or no for one player, so that each player has a sequence, a status and
 * a suspension of its own.
 */
public enum MarketKind {
  RESULT(1, "1x2", "1x2", REGULATION, Question.RESULT),
  NEXT_GOAL(8, "next_goal", "# goal", REGULATION, Question.NEXT_SCORE, "goalnr"),
  DOUBLE_CHANCE(10, "double_chance", "Double chance", REGULATION, Question.DOUBLE_CHANCE),
  DRAW_NO_BET(11, "draw_no_bet", "Draw no bet", REGULATION, Question.DRAW_NO_BET),
  REGULATION_HANDICAP(16, "handicap", "Handicap", REGULATION, Question.HANDICAP),
  REGULATION_TOTAL(18, "total", "Total", REGULATION, Question.TOTAL),
  REGULATION_HOME_TOTAL(19, "home_total", "$1 total", REGULATION, Question.HOME_TOTAL),
  REGULATION_AWAY_TOTAL(20, "away_total", "$2 total", REGULATION, Question.AWAY_TOTAL),
  BOTH_TEAMS_TO_SCORE(
      29, "both_teams_to_score", "Both teams to score", REGULATION, Question.BOTH_SCORE),
  ANYTIME_GOALSCORER(
      40, "anytime_goalscorer", "% anytime goalscorer", PlayerStat.GOALS, Question.PLAYER_SCORES),
  CORRECT_SCORE(45, "correct_score", "Correct score", REGULATION, Question.CORRECT_SCORE),
  FIRST_HALF_RESULT(60, "1st_half_1x2", "1st half - 1x2", FIRST_HALF, Question.RESULT),
  FIRST_HALF_DOUBLE_CHANCE(
      63, "1st_half_double_chance", "1st half - double chance", FIRST_HALF, Question.DOUBLE_CHANCE),
  FIRST_HALF_DRAW_NO_BET(
      64, "1st_half_draw_no_bet", "1st half - draw no bet", FIRST_HALF, Question.DRAW_NO_BET),
  FIRST_HALF_HANDICAP(
      66, "1st_half_handicap", "1st half - handicap", FIRST_HALF, Question.HANDICAP),
  FIRST_HALF_TOTAL(68, "1st_half_total", "1st half - total", FIRST_HALF, Question.TOTAL),
  FIRST_HALF_HOME_TOTAL(
      69, "1st_half_home_total", "1st half - $1 total", FIRST_HALF, Question.HOME_TOTAL),
  FIRST_HALF_AWAY_TOTAL(
      70, "1st_half_away_total", "1st half - $2 total", FIRST_HALF, Question.AWAY_TOTAL),
  FIRST_HALF_BOTH_SCORE(
      75,
      "1st_half_both_teams_to_score",
      "1st half - both teams to score",
      FIRST_HALF,
      Question.BOTH_SCORE),
  FIRST_HALF_CORRECT_SCORE(
      81,
      "1st_half_correct_score",
      "1st half - correct score",
      FIRST_HALF,
      Question.FIRST_HALF_CORRECT_SCORE),
  SECOND_HALF_RESULT(83, "2nd_half_1x2", "2nd half - 1x2", SECOND_HALF, Question.RESULT),
  SECOND_HALF_DOUBLE_CHANCE(
      85,
      "2nd_half_double_chance",
      "2nd half - double chance",
      SECOND_HALF,
      Question.DOUBLE_CHANCE),
  SECOND_HALF_DRAW_NO_BET(
      86, "2nd_half_draw_no_bet", "2nd half - draw no bet", SECOND_HALF, Question.DRAW_NO_BET),
  SECOND_HALF_HANDICAP(
      88, "2nd_half_handicap", "2nd half - handicap", SECOND_HALF, Question.HANDICAP),
  SECOND_HALF_TOTAL(90, "2nd_half_total", "2nd half - total", SECOND_HALF, Question.TOTAL),
  SECOND_HALF_HOME_TOTAL(
      91, "2nd_half_home_total", "2nd half - $1 total", SECOND_HALF, Question.HOME_TOTAL),
  SECOND_HALF_AWAY_TOTAL(
      92, "2nd_half_away_total", "2nd half - $2 total", SECOND_HALF, Question.AWAY_TOTAL),
  SECOND_HALF_BOTH_SCORE(
      95,
      "2nd_half_both_teams_to_score",
      "2nd half - both teams to score",
      SECOND_HALF,
      Question.BOTH_SCORE),
  SECOND_HALF_CORRECT_SCORE(
      98,
      "2nd_half_correct_score",
      "2nd half - correct score",
      SECOND_HALF,
      Question.SECOND_HALF_CORRECT_SCORE),
  WINNER(219, "winner", "Winner (incl. overtime)", FINAL, Question.WINNER),
  HANDICAP(223, "handicap", "Handicap (incl. overtime)", FINAL, Question.HANDICAP),
  TOTAL(225, "total", "Total (incl. overtime)", FINAL, Question.TOTAL),
  HOME_TOTAL(227, "home_total", "$1 total (incl. overtime)", FINAL, Question.HOME_TOTAL),
  AWAY_TOTAL(228, "away_total", "$2 total (incl. overtime)", FINAL, Question.AWAY_TOTAL),
  QUARTER_RESULT(235, "quarter_1x2", "# quarter - 1x2", PERIOD, Question.RESULT, "quarternr"),
  QUARTER_TOTAL(236, "quarter_total", "# quarter - total", PERIOD, Question.TOTAL, "quarternr"),
  QUARTER_HANDICAP(
      303, "quarter_handicap", "# quarter - handicap", PERIOD, Question.HANDICAP, "quarternr"),
  QUARTER_DRAW_NO_BET(
      302,
      "quarter_draw_no_bet",
      "# quarter - draw no bet",
      PERIOD,
      Question.DRAW_NO_BET,
      "quarternr"),
  QUARTER_HOME_TOTAL(
      756, "quarter_home_total", "# quarter - $1 total", PERIOD, Question.HOME_TOTAL, "quarternr"),
  QUARTER_AWAY_TOTAL(
      757, "quarter_away_total", "# quarter - $2 total", PERIOD, Question.AWAY_TOTAL, "quarternr"),
  WINNER_EXTRA_INNINGS(251, "winner", "Winner (incl. extra innings)", FINAL, Question.WINNER),
  HANDICAP_EXTRA_INNINGS(
      256, "handicap", "Handicap (incl. extra innings)", FINAL, Question.HANDICAP),
  TOTAL_EXTRA_INNINGS(258, "total", "Total (incl. extra innings)", FINAL, Question.TOTAL),
  HOME_TOTAL_EXTRA_INNINGS(
      260, "home_total", "$1 total (incl. extra innings)", FINAL, Question.HOME_TOTAL),
  AWAY_TOTAL_EXTRA_INNINGS(
      261, "away_total", "$2 total (incl. extra innings)", FINAL, Question.AWAY_TOTAL),
  INNINGS_1_TO_5_RESULT(
      274, "innings_1_to_5_1x2", "Innings 1 to 5 - 1x2", INNINGS_1_TO_5, Question.RESULT),
  INNINGS_1_TO_5_HANDICAP(
      275,
      "innings_1_to_5_handicap",
      "Innings 1 to 5 - handicap",
      INNINGS_1_TO_5,
      Question.HANDICAP),
  INNINGS_1_TO_5_TOTAL(
      276, "innings_1_to_5_total", "Innings 1 to 5 - total", INNINGS_1_TO_5, Question.TOTAL),
  INNINGS_1_TO_5_HOME_TOTAL(
      277,
      "innings_1_to_5_home_total",
      "Innings 1 to 5 - $1 total",
      INNINGS_1_TO_5,
      Question.HOME_TOTAL),
  INNINGS_1_TO_5_AWAY_TOTAL(
      278,
      "innings_1_to_5_away_total",
      "Innings 1 to 5 - $2 total",
      INNINGS_1_TO_5,
      Question.AWAY_TOTAL),
  INNING_RESULT(287, "inning_1x2", "# inning - 1x2", PERIOD, Question.RESULT, "inningnr"),
  INNING_TOTAL(288, "inning_total", "# inning - total", PERIOD, Question.TOTAL, "inningnr"),
  INNING_HANDICAP(
      746, "inning_handicap", "# inning - handicap", PERIOD, Question.HANDICAP, "inningnr"),
  INNING_HOME_TOTAL(
      747, "inning_home_total", "# inning - $1 total", PERIOD, Question.HOME_TOTAL, "inningnr"),
  INNING_AWAY_TOTAL(
      748, "inning_away_total", "# inning - $2 total", PERIOD, Question.AWAY_TOTAL, "inningnr"),
  WINNER_PENALTIES(406, "winner", "Winner (incl. overtime and penalties)", FINAL, Question.WINNER),
  HANDICAP_PENALTIES(
      410, "handicap", "Handicap (incl. overtime and penalties)", FINAL, Question.HANDICAP),
  TOTAL_PENALTIES(412, "total", "Total (incl. overtime and penalties)", FINAL, Question.TOTAL),
  HOME_TOTAL_PENALTIES(
      414, "home_total", "$1 total (incl. overtime and penalties)", FINAL, Question.HOME_TOTAL),
  AWAY_TOTAL_PENALTIES(
      415, "away_total", "$2 total (incl. overtime and penalties)", FINAL, Question.AWAY_TOTAL),
  CORRECT_SCORE_PENALTIES(
      427,
      "correct_score",
      "Correct score (incl. overtime and penalties)",
      FINAL,
      Question.CORRECT_SCORE_NO_DRAW),
  CORRECT_SCORE_TO_5(
      431, "correct_score", "Correct score", REGULATION, Question.CORRECT_SCORE_TO_5),
  PERIOD_RESULT(443, "period_1x2", "# period - 1x2", PERIOD, Question.RESULT, "periodnr"),
  PERIOD_TOTAL(446, "period_total", "# period - total", PERIOD, Question.TOTAL, "periodnr"),
  PERIOD_HOME_TOTAL(
      447, "period_home_total", "# period - $1 total", PERIOD, Question.HOME_TOTAL, "periodnr"),
  PERIOD_AWAY_TOTAL(
      448, "period_away_total", "# period - $2 total", PERIOD, Question.AWAY_TOTAL, "periodnr"),
  PERIOD_BOTH_SCORE(
      452,
      "period_both_teams_to_score",
      "# period - both teams to score",
      PERIOD,
      Question.BOTH_SCORE,
      "periodnr"),
  PERIOD_CORRECT_SCORE(
      456,
      "period_correct_score",
      "# period - correct score",
      PERIOD,
      Question.CORRECT_SCORE_TO_2,
      "periodnr"),
  PERIOD_DRAW_NO_BET(
      459,
      "period_draw_no_bet",
      "# period - draw no bet",
      PERIOD,
      Question.DRAW_NO_BET,
      "periodnr"),
  PERIOD_HANDICAP(
      460, "period_handicap", "# period - handicap", PERIOD, Question.HANDICAP, "periodnr"),
  PERIOD_DOUBLE_CHANCE(
      529,
      "period_double_chance",
      "# period - double chance",
      PERIOD,
      Question.DOUBLE_CHANCE,
      "periodnr"),
  PLAYER_PASSING_YARDS(
      759,
      "player_passing_yards",
      "% passing yards",
      PlayerStat.PASSING_YARDS,
      Question.PLAYER_TOTAL),
  PLAYER_RUSHING_YARDS(
      764,
      "player_rushing_yards",
      "% rushing yards",
      PlayerStat.RUSHING_YARDS,
      Question.PLAYER_TOTAL),
  PLAYER_RECEIVING_YARDS(
      765,
      "player_receiving_yards",
      "% receiving yards",
      PlayerStat.RECEIVING_YARDS,
      Question.PLAYER_TOTAL),
  PLAYER_POINTS(
      768, "player_points", "% points (incl. overtime)", PlayerStat.POINTS, Question.PLAYER_TOTAL),
  PLAYER_ASSISTS(
      770,
      "player_assists",
      "% assists (incl. overtime)",
      PlayerStat.ASSISTS,
      Question.PLAYER_TOTAL),
  PLAYER_REBOUNDS(
      772,
      "player_rebounds",
      "% rebounds (incl. overtime)",
      PlayerStat.REBOUNDS,
      Question.PLAYER_TOTAL),
  PLAYER_GOALS(775, "player_goals", "% goals", PlayerStat.GOALS, Question.PLAYER_TOTAL),
  PLAYER_SHOTS(776, "player_shots", "% shots", PlayerStat.SHOTS, Question.PLAYER_TOTAL),
  PLAYER_SHOTS_ON_GOAL(
      777,
      "player_shots_on_goal",
      "% shots on goal",
      PlayerStat.SHOTS_ON_GOAL,
      Question.PLAYER_TOTAL),
  BATTER_HITS(781, "batter_hits", "% hits", PlayerStat.HITS, Question.PLAYER_TOTAL),
  PITCHER_STRIKEOUTS(
      785, "pitcher_strikeouts", "% strikeouts", PlayerStat.STRIKEOUTS, Question.PLAYER_TOTAL);

  private final int id;
  private final String shortName;
  private final String uofName;
  private final MarketStretch stretch;
  private final Question question;
  private final String numberKey;
  private final PlayerStat stat;

  MarketKind(int id, String shortName, String uofName, MarketStretch stretch, Question question) {
    this(id, shortName, uofName, stretch, question, null, null);
  }

  MarketKind(
      int id,
      String shortName,
      String uofName,
      MarketStretch stretch,
      Question question,
      String numberKey) {
    this(id, shortName, uofName, stretch, question, numberKey, null);
  }

  MarketKind(int id, String shortName, String uofName, PlayerStat stat, Question question) {
    this(id, shortName, uofName, FINAL, question, null, stat);
  }

  MarketKind(
      int id,
      String shortName,
      String uofName,
      MarketStretch stretch,
      Question question,
      String numberKey,
      PlayerStat stat) {
    this.id = id;
    this.shortName = shortName;
    this.uofName = uofName;
    this.stretch = stretch;
    this.question = question;
    this.numberKey = numberKey;
    this.stat = stat;
  }

  /** UOF market id. */
  public int id() {
    return id;
  }

  /** UOF's name in snake case, without what a market of the whole game includes. */
  String shortName() {
    return shortName;
  }

  /** UOF's name, with {@code $1 $2 # %} for teams, number and player. */
  public String uofName() {
    return uofName;
  }

  public MarketStretch stretch() {
    return stretch;
  }

  /** What is counted of a player is counted as long as a bet on the league's game lasts. */
  public MarketStretch stretch(League league) {
    return stat == null ? stretch : league.main();
  }

  public Question question() {
    return question;
  }

  /** What is counted of the player; null outside player markets. */
  public PlayerStat stat() {
    return stat;
  }

  /** UOF's specifier of the number of a period or goal; null where there is none. */
  String numberKey() {
    return numberKey;
  }

  public boolean hasNumber() {
    return numberKey != null;
  }

  public boolean hasLine() {
    return lineKey() != null;
  }

  /** UOF's specifier of the line; null where there is none. */
  String lineKey() {
    return switch (question) {
      case HANDICAP -> "hcp";
      case TOTAL, HOME_TOTAL, AWAY_TOTAL, PLAYER_TOTAL -> "total";
      case WINNER,
          RESULT,
          DOUBLE_CHANCE,
          DRAW_NO_BET,
          BOTH_SCORE,
          CORRECT_SCORE,
          CORRECT_SCORE_TO_2,
          CORRECT_SCORE_TO_5,
          CORRECT_SCORE_NO_DRAW,
          FIRST_HALF_CORRECT_SCORE,
          SECOND_HALF_CORRECT_SCORE,
          NEXT_SCORE,
          PLAYER_SCORES ->
          null;
    };
  }
}
