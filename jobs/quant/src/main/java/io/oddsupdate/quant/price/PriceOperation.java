package io.oddsupdate.quant.price;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.pricing.game.GameState;
import io.oddsupdate.pricing.market.Answers;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.PlayerOutlook;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LineParts;
import io.oddsupdate.pricing.model.Outlook;
import io.oddsupdate.pricing.model.RememberedOutlook;
import io.oddsupdate.pricing.model.ScoreDistribution;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.quant.price.ModelVersions.Version;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prices the markets of a game in one state of it. */
final class PriceOperation {
  /** Models keep tables of a game: the games that are asked about at one time, no more. */
  private static final int GAMES_MAX = 64;

  private final ModelVersions versions;
  private final Map<Game, Prepared> prepared =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Game, Prepared> eldest) {
          return size() > GAMES_MAX;
        }
      };

  /** What a game's model depends on. */
  private record Game(String modelVersion, String prior, boolean playoff) {}

  private record Prepared(Strengths strengths, GameModel model) {}

  PriceOperation(ModelVersions versions) {
    this.versions = versions;
  }

  void answer(Fields request, ObjectNode answer) {
    request.allow(
        "op",
        "id",
        "league",
        "model_version",
        "prior",
        "playoff",
        "state",
        "margin",
        "margin_method",
        "markets");
    League league = MarketOperations.league(request);
    Version version = version(request, league);
    boolean playoff = StateReader.playoff(request, league);
    GameState state =
        request.has("state") ? StateReader.read(request, league, playoff) : GameState.notStarted();
    List<MarketRequest> markets =
        request.objects("markets", MarketRequest.MARKETS_MAX).stream()
            .map(fields -> MarketRequest.of(fields, league, kind -> true))
            .toList();
    Prepared game = prepared(request, league, version, playoff);
    Outlook outlook = new RememberedOutlook(game.model().outlook(state));
    Constants constants = version.definition().constants();
    answer.put("model_version", version.modelVersion());
    answer
        .putObject("expected")
        .put("home", game.strengths().home())
        .put("away", game.strengths().away());
    MarketWriter writer = MarketWriter.of(request, answer);
    GoalMarket goal = new GoalMarket(league, state);
    for (MarketRequest asked : markets) {
      MarketRequest market = goal.numbered(asked);
      Optional<List<LineParts>> parts =
          market.player() != null
              ? market.player().parts(market.market(), league, state, outlook, constants)
              : GoalMarket.is(market)
                  ? goal.parts(market, outlook)
                  : parts(market, league, outlook);
      writer.add(market, parts.orElseThrow(() -> unavailable(market, version)));
    }
  }

  private static Optional<List<LineParts>> parts(
      MarketRequest market, League league, Outlook outlook) {
    return market.score() != null
        ? Answers.score(market.market(), league, outlook)
            .filter(ScoreDistribution::tellsPoints)
            .map(market.score()::ask)
        : Answers.of(market.market(), league, outlook, PlayerOutlook.NOBODY);
  }

  private static RefusedRequestException unavailable(MarketRequest market, Version version) {
    return market
        .fields()
        .refused(
            "market_unavailable",
            "market",
            "%s does not tell %s in this state; in play, markets of a part of the game need state.period_scores"
                .formatted(version.modelVersion(), market.name()));
  }

  private Version version(Fields request, League league) {
    List<String> known = versions.of(league);
    if (known.isEmpty()) {
      throw request.refused(
          "model_unavailable", "league", "no version of a model of " + league.id() + " is shipped");
    }
    String name =
        request.has("model_version")
            ? request.word("model_version", known)
            : known.get(known.size() - 1);
    try {
      return versions.get(name);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw request.refused("model_invalid", "model_version", name + ": " + e.getMessage());
    }
  }

  private Prepared prepared(Fields request, League league, Version version, boolean playoff) {
    Game game = new Game(version.modelVersion(), request.node("prior").toString(), playoff);
    Prepared known = prepared.get(game);
    if (known == null) {
      Strengths strengths = PriorReader.read(request, league, version.model(), playoff);
      try {
        known = new Prepared(strengths, version.model().prepare(new Fixture(strengths, playoff)));
      } catch (IllegalArgumentException e) {
        throw request.refused("out_of_range", "prior", e.getMessage());
      }
      prepared.put(game, known);
    }
    return known;
  }
}
