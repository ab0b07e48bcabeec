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
   * @return null where the model knows no game that such a prior is of
   */
  GameModel of(ModelVersion version, GameReference reference) {
    Key key =
        new Key(version.modelId(), version.modelVersion(), reference.prior(), reference.playoff());
    if (!prepared.containsKey(key)) {
      prepared.put(key, prepare(version, reference));
    }
    return prepared.get(key);
  }

  private static GameModel prepare(ModelVersion version, GameReference reference) {
    LeagueModel model = Leagues.of(version.modelId(), version.constants());
    Strengths strengths;
    try {
      strengths = strengths(model, reference.prior());
    } catch (IllegalArgumentException e) {
      // A prior that no two teams can have, such as a spread as large as the total.
      return null;
    }
    return model.prepare(new Fixture(strengths, reference.playoff()));
  }

  private static Strengths strengths(LeagueModel model, Prior prior) {
    return prior.source() == PriorSource.LEAGUE
        ? model.average()
        : model.ofLines(prior.homeSpread(), prior.total());
  }
}
