package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.game.ActionType;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.Answers;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.Market;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.market.MarketStatus;
import io.oddsupdate.pricing.market.OutcomeResult;
import io.oddsupdate.pricing.market.PlayerOutlook;
import io.oddsupdate.pricing.market.Question;
import io.oddsupdate.pricing.market.Reason;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.player.PlayerCounts;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.Enrichment;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.MarketConfig;
import io.oddsupdate.pricing.reference.PlayerHot;
import io.oddsupdate.pricing.reference.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The image of each market of a game in one state of it. */
final class GameImages {
  private final League league;
  private final GameState state;
  private final MarketConfig config;
  private final Outlook outlook;
  private final PlayerOutlook players;
  private final Map<String, PlayerHot> hot = new HashMap<>();

  /** Null: nothing suspends the whole game. */
  private final Reason suspended;

  /**
   * @param book with model and configuration pinned, where the reference is known
   * @param outlook null where too little is known to expect anything
   * @param constants of the pinned model; null where none is
   */
  GameImages(
      GameBook book,
      League league,
      GameState state,
      Enrichment enrichment,
      Outlook outlook,
      Constants constants) {
    GameReference reference = enrichment.reference();
    this.league = league;
    this.state = state;
    this.config = book.config();
    this.outlook = outlook != null ? outlook : state.over() ? new Result(state) : null;
    enrichment.hot().forEach(player -> hot.put(player.playerId(), player));
    this.players =
        new PlayerCounts(
            state, outlook, constants, reference == null ? List.of() : reference.players(), hot);
    this.suspended = suspendedBy();
  }

  Image of(Listing listing) {
    Market market = listing.market();
    List<LineParts> parts = parts(market);
    if (state.over()) {
      return parts == null
          ? image(listing, null, MarketStatus.CANCELLED, Reason.CANCELLED, voided(market))
          : settled(listing, parts);
    }
    switch (state.status()) {
      case CANCELLED, ABANDONED -> {
        return parts != null && decided(parts)
            ? settled(listing, parts)
            : image(listing, parts, MarketStatus.CANCELLED, Reason.CANCELLED, voided(market));
      }
      case NOT_STARTED, LIVE, SUSPENDED, ENDED, CLOSED, DELAYED, INTERRUPTED, POSTPONED -> {}
    }
    if (parts == null) {
      return suspended(listing, null, Reason.REFERENCE_UNAVAILABLE);
    }
    if (suspended != null) {
      return suspended(listing, parts, suspended);
    }
    if (decided(parts)) {
      return image(listing, parts, MarketStatus.DEACTIVATED, Reason.DECIDED, List.of());
    }
    if (market.playerId() != null && inDoubt(hot.get(market.playerId()))) {
      return suspended(listing, parts, Reason.INJURY);
    }
    return image(listing, parts, MarketStatus.ACTIVE, Reason.PRICED, List.of());
  }

  private Image settled(Listing listing, List<LineParts> parts) {
    Market market = listing.market();
    return image(
        listing,
        parts,
        MarketStatus.SETTLED,
        Reason.SETTLED,
        tookNoPart(market) ? voided(market) : Settlement.of(market.kind(), parts));
  }

  private static List<OutcomeResult> voided(Market market) {
    return Settlement.voided(market.kind());
  }

  private Image suspended(Listing listing, List<LineParts> parts, Reason reason) {
    return image(listing, parts, MarketStatus.SUSPENDED, reason, List.of());
  }

  private Image image(
      Listing listing,
      List<LineParts> parts,
      MarketStatus status,
      Reason reason,
      List<OutcomeResult> results) {
    return new Image(
        status,
        reason,
        parts == null || config == null
            ? List.of()
            : Quotation.outcomes(listing, parts, config.maxPrice(), status == MarketStatus.ACTIVE),
        results);
  }

  /** Whether no stake on the market is at risk any more. */
  private static boolean decided(List<LineParts> parts) {
    for (LineParts part : parts) {
      if (!part.decided()) {
        return false;
      }
    }
    return true;
  }

  /** What suspends the whole game, the most lasting first; null: nothing. */
  private Reason suspendedBy() {
    if (state.traderSuspended()) {
      return Reason.TRADER;
    }
    if (state.feedDown()) {
      return Reason.FEED_DOWN;
    }
    switch (state.status()) {
      case SUSPENDED, DELAYED, INTERRUPTED, POSTPONED -> {
        return Reason.INTERRUPTED;
      }
      case NOT_STARTED, LIVE, ENDED, CLOSED, CANCELLED, ABANDONED -> {}
    }
    if (config == null) {
      return null;
    }
    Reason strongest = null;
    for (ActionType action : state.suspendingActions()) {
      if (config.suspendingActions().contains(action)) {
        Reason reason = Reason.of(action);
        strongest = strongest == null || reason.compareTo(strongest) < 0 ? reason : strongest;
      }
    }
    return strongest;
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

  private boolean tookNoPart(Market market) {
    PlayerHot player = hot.get(market.playerId());
    return player != null
        && player.availability() == Availability.OUT
        && state.tally(market.kind().stat(), market.playerId()) == 0;
  }

  /** The parts of the market's outcomes; null where too little is known to price it. */
  private List<LineParts> parts(Market market) {
    if (outlook == null) {
      return null;
    }
    MarketKind kind = market.kind();
    if (kind.question() == Question.NEXT_SCORE && market.number() <= state.goals().size()) {
      return Answers.ofScored(state.goals().get(market.number() - 1) == Side.HOME);
    }
    return Answers.of(market, league, outlook, players).orElse(null);
  }
}
