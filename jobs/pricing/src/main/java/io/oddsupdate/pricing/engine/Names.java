package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.Player;

/** UOF's names of markets and outcomes, with the teams and players of a game filled in. */
final class Names {
  private final String home;
  private final String away;

  /**
   * @param reference null where the game is not known
   */
  Names(GameReference reference) {
    this.home = reference == null ? "home" : reference.home().name();
    this.away = reference == null ? "away" : reference.away().name();
  }

  /**
   * @param player null outside player markets, and where the player is not known any more
   */
  String market(MarketLine line, Player player) {
    return switch (QuotedKind.of(line.marketId())) {
      case WINNER -> "Winner (incl. overtime)";
      case HANDICAP -> "Handicap (incl. overtime)";
      case TOTAL -> "Total (incl. overtime)";
      case HOME_TOTAL -> home + " total (incl. overtime)";
      case AWAY_TOTAL -> away + " total (incl. overtime)";
      case PLAYER_POINTS ->
          (player == null ? line.playerId() : player.name()) + " points (incl. overtime)";
    };
  }

  String first(QuotedKind kind, double line) {
    return switch (kind) {
      case WINNER -> home;
      case HANDICAP -> home + " (" + signed(line) + ")";
      case TOTAL, HOME_TOTAL, AWAY_TOTAL, PLAYER_POINTS -> "over " + QuotedKind.text(line);
    };
  }

  String second(QuotedKind kind, double line) {
    return switch (kind) {
      case WINNER -> away;
      case HANDICAP -> away + " (" + signed(-line) + ")";
      case TOTAL, HOME_TOTAL, AWAY_TOTAL, PLAYER_POINTS -> "under " + QuotedKind.text(line);
    };
  }

  private static String signed(double line) {
    return (line > 0 ? "+" : "") + QuotedKind.text(line);
  }
}
