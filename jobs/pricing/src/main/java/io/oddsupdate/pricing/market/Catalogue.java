package io.oddsupdate.pricing.market;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which markets a league has, and what they are called there. */
public final class Catalogue {
  private static final Map<League, List<MarketKind>> KINDS = new EnumMap<>(League.class);

  static {
    List<MarketKind> timed =
        List.of(
            MarketKind.WINNER,
            MarketKind.HANDICAP,
            MarketKind.TOTAL,
            MarketKind.HOME_TOTAL,
            MarketKind.AWAY_TOTAL,
            MarketKind.RESULT,
            MarketKind.DRAW_NO_BET,
            MarketKind.REGULATION_HANDICAP,
            MarketKind.REGULATION_TOTAL,
            MarketKind.FIRST_HALF_RESULT,
            MarketKind.FIRST_HALF_DRAW_NO_BET,
            MarketKind.FIRST_HALF_HANDICAP,
            MarketKind.FIRST_HALF_TOTAL,
            MarketKind.FIRST_HALF_HOME_TOTAL,
            MarketKind.FIRST_HALF_AWAY_TOTAL,
            MarketKind.SECOND_HALF_RESULT,
            MarketKind.SECOND_HALF_HANDICAP,
            MarketKind.SECOND_HALF_TOTAL,
            MarketKind.QUARTER_RESULT,
            MarketKind.QUARTER_DRAW_NO_BET,
            MarketKind.QUARTER_HANDICAP,
            MarketKind.QUARTER_TOTAL);
    KINDS.put(
        League.NBA,
        with(
            timed,
            MarketKind.SECOND_HALF_DRAW_NO_BET,
            MarketKind.QUARTER_HOME_TOTAL,
            MarketKind.QUARTER_AWAY_TOTAL,
            MarketKind.PLAYER_POINTS,
            MarketKind.PLAYER_REBOUNDS,
            MarketKind.PLAYER_ASSISTS));
    KINDS.put(
        League.NFL,
        with(
            timed,
            MarketKind.DOUBLE_CHANCE,
            MarketKind.PLAYER_PASSING_YARDS,
            MarketKind.PLAYER_RUSHING_YARDS,
            MarketKind.PLAYER_RECEIVING_YARDS));
    KINDS.put(
        League.MLB,
        List.of(
            MarketKind.WINNER_EXTRA_INNINGS,
            MarketKind.HANDICAP_EXTRA_INNINGS,
            MarketKind.TOTAL_EXTRA_INNINGS,
            MarketKind.HOME_TOTAL_EXTRA_INNINGS,
            MarketKind.AWAY_TOTAL_EXTRA_INNINGS,
            MarketKind.RESULT,
            MarketKind.INNINGS_1_TO_5_RESULT,
            MarketKind.INNINGS_1_TO_5_HANDICAP,
            MarketKind.INNINGS_1_TO_5_TOTAL,
            MarketKind.INNINGS_1_TO_5_HOME_TOTAL,
            MarketKind.INNINGS_1_TO_5_AWAY_TOTAL,
            MarketKind.INNING_RESULT,
            MarketKind.INNING_HANDICAP,
            MarketKind.INNING_TOTAL,
            MarketKind.INNING_HOME_TOTAL,
            MarketKind.INNING_AWAY_TOTAL,
            MarketKind.PITCHER_STRIKEOUTS,
            MarketKind.BATTER_HITS));
    KINDS.put(
        League.NHL,
        List.of(
            MarketKind.WINNER_PENALTIES,
            MarketKind.HANDICAP_PENALTIES,
            MarketKind.TOTAL_PENALTIES,
            MarketKind.HOME_TOTAL_PENALTIES,
            MarketKind.AWAY_TOTAL_PENALTIES,
            MarketKind.CORRECT_SCORE_PENALTIES,
            MarketKind.RESULT,
            MarketKind.REGULATION_HANDICAP,
            MarketKind.REGULATION_TOTAL,
            MarketKind.REGULATION_HOME_TOTAL,
            MarketKind.REGULATION_AWAY_TOTAL,
            MarketKind.DOUBLE_CHANCE,
            MarketKind.DRAW_NO_BET,
            MarketKind.BOTH_TEAMS_TO_SCORE,
            MarketKind.CORRECT_SCORE_TO_5,
            MarketKind.NEXT_GOAL,
            MarketKind.PERIOD_RESULT,
            MarketKind.PERIOD_DOUBLE_CHANCE,
            MarketKind.PERIOD_DRAW_NO_BET,
            MarketKind.PERIOD_HANDICAP,
            MarketKind.PERIOD_TOTAL,
            MarketKind.PERIOD_HOME_TOTAL,
            MarketKind.PERIOD_AWAY_TOTAL,
            MarketKind.PERIOD_BOTH_SCORE,
            MarketKind.PERIOD_CORRECT_SCORE,
            MarketKind.PLAYER_GOALS,
            MarketKind.PLAYER_SHOTS_ON_GOAL));
    KINDS.put(
        League.EPL,
        List.of(
            MarketKind.RESULT,
            MarketKind.REGULATION_HANDICAP,
            MarketKind.REGULATION_TOTAL,
            MarketKind.REGULATION_HOME_TOTAL,
            MarketKind.REGULATION_AWAY_TOTAL,
            MarketKind.DOUBLE_CHANCE,
            MarketKind.DRAW_NO_BET,
            MarketKind.BOTH_TEAMS_TO_SCORE,
            MarketKind.CORRECT_SCORE,
            MarketKind.NEXT_GOAL,
            MarketKind.FIRST_HALF_RESULT,
            MarketKind.FIRST_HALF_DOUBLE_CHANCE,
            MarketKind.FIRST_HALF_DRAW_NO_BET,
            MarketKind.FIRST_HALF_HANDICAP,
            MarketKind.FIRST_HALF_TOTAL,
            MarketKind.FIRST_HALF_HOME_TOTAL,
            MarketKind.FIRST_HALF_AWAY_TOTAL,
            MarketKind.FIRST_HALF_BOTH_SCORE,
            MarketKind.FIRST_HALF_CORRECT_SCORE,
            MarketKind.SECOND_HALF_RESULT,
            MarketKind.SECOND_HALF_DOUBLE_CHANCE,
            MarketKind.SECOND_HALF_DRAW_NO_BET,
            MarketKind.SECOND_HALF_HANDICAP,
            MarketKind.SECOND_HALF_TOTAL,
            MarketKind.SECOND_HALF_HOME_TOTAL,
            MarketKind.SECOND_HALF_AWAY_TOTAL,
            MarketKind.SECOND_HALF_BOTH_SCORE,
            MarketKind.SECOND_HALF_CORRECT_SCORE,
            MarketKind.ANYTIME_GOALSCORER,
            MarketKind.PLAYER_GOALS,
            MarketKind.PLAYER_SHOTS));
  }

  private Catalogue() {}

  private static List<MarketKind> with(List<MarketKind> kinds, MarketKind... more) {
    List<MarketKind> all = new ArrayList<>(kinds);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  public static List<MarketKind> of(League league) {
    return KINDS.get(league);
  }

  /**
   * UOF's name in snake case. Where a league has two markets of one name, the one of the whole game
   * has it, and the other one is named {@code regulation_...}.
   */
  public static String name(League league, MarketKind kind) {
    boolean second =
        kind.stretch() == MarketStretch.REGULATION
            && of(league).stream()
                .anyMatch(other -> other != kind && other.shortName().equals(kind.shortName()));
    return second ? "regulation_" + kind.shortName() : kind.shortName();
  }

  /**
   * @throws IllegalArgumentException where the league has no market of that name; the message lists
   *     those it has
   */
  public static MarketKind kind(League league, String name) {
    for (MarketKind kind : of(league)) {
      if (name(league, kind).equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "market must be one of %s in %s, got %s"
            .formatted(
                of(league).stream().map(kind -> name(league, kind)).toList(), league.id(), name));
  }

  /**
   * @throws IllegalArgumentException where the league has no market of that UOF id
   */
  public static MarketKind kind(League league, int id) {
    for (MarketKind kind : of(league)) {
      if (kind.id() == id) {
        return kind;
      }
    }
    throw new IllegalArgumentException("market id " + id + " is none of " + league.id() + "'s");
  }
}
