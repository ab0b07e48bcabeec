package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.Player;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** UOF's names of markets and outcomes, with the teams and players of a game filled in. */
final class Names {
  private final String home;
  private final String away;
  private final Map<String, String> players = new HashMap<>();

  /**
   * @param reference null where the game is not known
   */
  Names(GameReference reference) {
    this.home = reference == null ? "home" : reference.home().name();
    this.away = reference == null ? "away" : reference.away().name();
    if (reference != null) {
      for (Player player : reference.players()) {
        players.put(player.playerId(), player.name());
      }
    }
  }

  String market(Market market) {
    MarketKind kind = market.kind();
    String name = kind.uofName();
    if (kind.hasNumber()) {
      name = name.replace("#", ordinal(market.number()));
    }
    if (market.playerId() != null) {
      name = name.replace("%", players.getOrDefault(market.playerId(), market.playerId()));
    }
    return name.replace("$1", home).replace("$2", away);
  }

  /** In the order of the question. */
  List<String> outcomes(Market market) {
    int count = market.kind().question().outcomeIds().size();
    return IntStream.range(0, count).mapToObj(index -> outcome(market, index)).toList();
  }

  private String outcome(Market market, int index) {
    return switch (market.kind().question()) {
      case WINNER, DRAW_NO_BET -> index == 0 ? home : away;
      case RESULT -> index == 0 ? home : index == 1 ? "draw" : away;
      case DOUBLE_CHANCE ->
          index == 0 ? home + " or draw" : index == 1 ? home + " or " + away : "draw or " + away;
      case HANDICAP ->
          index == 0
              ? home + " (" + signed(market.line()) + ")"
              : away + " (" + signed(-market.line()) + ")";
      case TOTAL, HOME_TOTAL, AWAY_TOTAL, PLAYER_TOTAL ->
          (index == 0 ? "over " : "under ") + Market.text(market.line());
      case NEXT_SCORE -> index == 0 ? home : index == 1 ? "none" : away;
      case BOTH_SCORE,
          PLAYER_SCORES,
          CORRECT_SCORE,
          CORRECT_SCORE_TO_2,
          CORRECT_SCORE_TO_5,
          CORRECT_SCORE_NO_DRAW,
          FIRST_HALF_CORRECT_SCORE,
          SECOND_HALF_CORRECT_SCORE ->
          market.kind().question().outcomeNames().get(index);
    };
  }

  private static String signed(double line) {
    return (line > 0 ? "+" : "") + Market.text(line);
  }

  private static String ordinal(int number) {
    String ending =
        switch (number % 100 / 10 == 1 ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return number + ending;
  }
}
