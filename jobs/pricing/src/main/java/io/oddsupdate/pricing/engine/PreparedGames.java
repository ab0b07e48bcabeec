package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.GameReference;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Models made ready for games, so that a game is prepared once and not at each event. Only memory:
 * what is dropped is prepared again, alike.
 */
final class PreparedGames {
  private static final int GAMES_MOST = 512;

  private record Key(String modelId, String modelVersion, Prior prior, boolean playoff) {}

  private final Map<Key, GameModel> prepared =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, GameModel> eldest) {
          return size() > GAMES_MOST;
        }
      };

  /**
   * @param reference with a prior
   */
  GameModel of(ModelVersion version, GameReference reference) {
    Key key =
        new Key(version.modelId(), version.modelVersion(), reference.prior(), reference.playoff());
    GameModel known = prepared.get(key);
    if (known != null) {
      return known;
    }
    LeagueModel model = Leagues.of(version.modelId(), version.constants());
    GameModel game =
        model.prepare(new Fixture(strengths(model, reference.prior()), reference.playoff()));
    prepared.put(key, game);
    return game;
  }

  private static Strengths strengths(LeagueModel model, Prior prior) {
    return prior.source() == PriorSource.LEAGUE
        ? model.average()
        : model.ofLines(prior.homeSpread(), prior.total());
  }
}
