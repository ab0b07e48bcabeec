package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.Prior;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The lines that a game offers, around what was expected of it when it was first priced. They stay:
 * a bet on a line must find the same line again.
 */
final class Lines {
  /** All that is offered while nothing is known of the game. */
  static final List<MarketLine> UNKNOWN_GAME =
      List.of(new MarketLine(QuotedKind.WINNER.id(), 0, null));

  private Lines() {}

  /** In the order of the market keys. */
  static List<MarketLine> of(GameReference reference, MarketConfig config) {
    Prior prior = reference.prior();
    List<MarketLine> lines = new ArrayList<>(UNKNOWN_GAME);
    around(
        lines,
        QuotedKind.HANDICAP,
        prior.homeSpread(),
        config.handicapLines(),
        config.handicapStep());
    around(lines, QuotedKind.TOTAL, prior.total(), config.totalLines(), config.totalStep());
    double home = (prior.total() - prior.homeSpread()) / 2;
    double away = (prior.total() + prior.homeSpread()) / 2;
    around(lines, QuotedKind.HOME_TOTAL, home, config.teamTotalLines(), config.teamTotalStep());
    around(lines, QuotedKind.AWAY_TOTAL, away, config.teamTotalLines(), config.teamTotalStep());
    for (Player player : reference.players()) {
      // Never on a whole number: player points cannot be returned as a push.
      double line = Math.floor(player.expectedPoints()) + 0.5;
      lines.add(new MarketLine(QuotedKind.PLAYER_POINTS.id(), line, player.playerId()));
    }
    lines.sort(Comparator.comparing(line -> MarketKey.of(reference.gameId(), line)));
    return List.copyOf(lines);
  }

  private static void around(
      List<MarketLine> lines, QuotedKind kind, double expected, int beside, double step) {
    double main = Math.round(expected * 2) / 2.0;
    for (int i = -beside; i <= beside; i++) {
      double line = main + i * step;
      if (kind == QuotedKind.HANDICAP || line > 0) {
        lines.add(new MarketLine(kind.id(), line, null));
      }
    }
  }
}
