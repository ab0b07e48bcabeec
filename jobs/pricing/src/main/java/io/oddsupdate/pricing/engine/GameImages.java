package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.EventStatus;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.OutcomeResult;
import io.oddsupdate.pricing.market.Reason;
import io.oddsupdate.pricing.model.Chances;
import io.oddsupdate.pricing.model.FinalScore;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.PlayerPoints;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.Model;
import io.oddsupdate.pricing.reference.Player;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The image of each market of a game in one state of it. */
final class GameImages {
  private final GameState state;
  private final Model model;
  private final MarketConfig config;
  private final FinalScore finalScore;
  private final Names names;
  private final Map<String, Player> players = new HashMap<>();
  private final Map<String, PlayerHot> hot = new HashMap<>();

  /**
   * @param book with model and configuration pinned, where the reference is known
   */
  GameImages(GameBook book, GameState state, Enrichment enrichment) {
    GameReference reference = enrichment.reference();
    this.state = state;
    this.model = book.model();
    this.config = book.config();
    this.names = new Names(reference);
    if (state.status() == EventStatus.ENDED) {
      this.finalScore = FinalScore.certain(state);
    } else if (model == null || reference == null || reference.prior() == null) {
      this.finalScore = null;
    } else {
      this.finalScore = FinalScore.of(reference.prior(), model, state);
    }
    if (reference != null) {
      reference.players().forEach(player -> players.put(player.playerId(), player));
    }
    enrichment.hot().forEach(player -> hot.put(player.playerId(), player));
  }

  String marketName(MarketLine line) {
    return names.market(line, players.get(line.playerId()));
  }

  Image of(MarketLine line) {
    QuotedKind kind = QuotedKind.of(line.marketId());
    LineParts parts = parts(kind, line);
    if (state.status() == EventStatus.ENDED) {
      List<OutcomeResult> results =
          tookNoPart(line) ? Settlement.voided(kind) : Settlement.of(kind, parts);
      return image(kind, line, parts, MarketStatus.SETTLED, Reason.SETTLED, results);
    }
    if (parts == null) {
      return image(
          kind, line, null, MarketStatus.SUSPENDED, Reason.REFERENCE_UNAVAILABLE, List.of());
    }
    Reason suspended = suspendedBy();
    if (suspended != null) {
      return image(kind, line, parts, MarketStatus.SUSPENDED, suspended, List.of());
    }
    if (parts.decided()) {
      return image(kind, line, parts, MarketStatus.DEACTIVATED, Reason.DECIDED, List.of());
    }
    if (kind == QuotedKind.PLAYER_POINTS && inDoubt(hot.get(line.playerId()))) {
      return image(kind, line, parts, MarketStatus.SUSPENDED, Reason.INJURY, List.of());
    }
    return image(kind, line, parts, MarketStatus.ACTIVE, Reason.PRICED, List.of());
  }

  private Image image(
      QuotedKind kind,
      MarketLine line,
      LineParts parts,
      MarketStatus status,
      Reason reason,
      List<OutcomeResult> results) {
    return new Image(
        status,
        reason,
        parts == null || config == null
            ? List.of()
            : Quotation.outcomes(
                kind, line.line(), parts, names, config, status == MarketStatus.ACTIVE),
        results);
  }

  /** What suspends the whole game, the most lasting first; null: nothing. */
  private Reason suspendedBy() {
    if (state.traderSuspended()) {
      return Reason.TRADER;
    }
    if (state.feedDown()) {
      return Reason.FEED_DOWN;
    }
    ActionType action = state.suspendingAction();
    if (action == null || !config.suspendingActions().contains(action)) {
      return null;
    }
    return action == ActionType.INJURY ? Reason.INJURY : Reason.REVIEW;
  }

  /**
   * Whether nobody can say how much of the game the player will play. Before the start a doubt is
   * no reason: a bet on a player who takes no part is void.
   */
  private boolean inDoubt(PlayerHot player) {
    return switch (player.availability()) {
      case IN -> false;
      case OUT -> true;
      case QUESTIONABLE -> state.period() > 0;
    };
  }

  private boolean tookNoPart(MarketLine line) {
    PlayerHot player = hot.get(line.playerId());
    return player != null
        && player.availability() == Availability.OUT
        && scoredBy(line.playerId()) == 0;
  }

  private int scoredBy(String playerId) {
    return Math.max(0, state.points().getOrDefault(playerId, 0));
  }

  /** The parts of the market's first outcome; null where too little is known to price it. */
  private LineParts parts(QuotedKind kind, MarketLine line) {
    if (finalScore == null) {
      return null;
    }
    return switch (kind) {
      case WINNER -> LineParts.over(0, finalScore::marginAtLeast);
      case HANDICAP -> LineParts.over(-line.line(), finalScore::marginAtLeast);
      case TOTAL -> LineParts.over(line.line(), finalScore::totalAtLeast);
      case HOME_TOTAL -> LineParts.over(line.line(), finalScore::homeAtLeast);
      case AWAY_TOTAL -> LineParts.over(line.line(), finalScore::awayAtLeast);
      case PLAYER_POINTS -> {
        Chances points = points(line.playerId());
        yield points == null ? null : LineParts.over(line.line(), points);
      }
    };
  }

  private Chances points(String playerId) {
    if (state.status() == EventStatus.ENDED) {
      return PlayerPoints.certain(scoredBy(playerId));
    }
    Player player = players.get(playerId);
    PlayerHot form = hot.get(playerId);
    if (player == null || form == null) {
      return null;
    }
    double share = finalScore.expectedShareLeft();
    return share == 0
        ? PlayerPoints.certain(scoredBy(playerId))
        : PlayerPoints.expecting(
            scoredBy(playerId),
            player.expectedPoints() * form.form() * share,
            model.playerPointsVmr());
  }
}
