package io.oddsupdate.pricing.engine;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.Fixture;
import io.oddsupdate.pricing.model.GameModel;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.model.Strengths;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.pricing.reference.Prior;
import io.oddsupdate.pricing.reference.PriorSource;
import java.util.Map;

/**
 * Models made ready for games, so that a game is prepared once and not at each event. Only memory:
 * what is dropped is prepared again, alike.
 */
final class PreparedGames {
  private static final int GAMES_MOST = 512;
  private static final int VERSIONS_MOST = 32;

  /**
   * @param expected a {@link Prior} or {@link Strengths}
   */
  private record Key(String modelId, String modelVersion, Record expected, boolean playoff) {}

  private record Made(ModelVersion version, LeagueModel model) {}

  private record Named(ModelVersion version, Constants constants) {}

  private final Map<Key, GameModel> prepared = new Recent<>(GAMES_MOST);
  private final Map<String, Made> models = new Recent<>(VERSIONS_MOST);
  private final Map<String, Named> constants = new Recent<>(VERSIONS_MOST);

  /**
   * A game of which a bookmaker's lines or ratings are known.
   *
   * @return null where the model knows no game that such a prior is of
   */
  GameModel of(ModelVersion version, Prior prior, boolean playoff) {
    Key key = new Key(version.modelId(), version.modelVersion(), prior, playoff);
    if (!prepared.containsKey(key)) {
      LeagueModel model = model(version);
      prepared.put(key, prepare(model, strengths(model, prior), playoff));
    }
    return prepared.get(key);
  }

  /** A game of which the strengths are known. */
  GameModel of(ModelVersion version, Strengths strengths, boolean playoff) {
    Key key = new Key(version.modelId(), version.modelVersion(), strengths, playoff);
    if (!prepared.containsKey(key)) {
      prepared.put(key, prepare(model(version), strengths, playoff));
    }
    return prepared.get(key);
  }

  /** The model of a version; made once, as versions never change. */
  LeagueModel model(ModelVersion version) {
    Made known = models.get(version.modelVersion());
    if (known == null || !known.version().equals(version)) {
      known = new Made(version, Leagues.of(version.modelId(), version.constants()));
      models.put(version.modelVersion(), known);
    }
    return known.model();
  }

  /** The constants of a version by their names, whether or not a model can be made of them. */
  Constants constants(ModelVersion version) {
    Named known = constants.get(version.modelVersion());
    if (known == null || !known.version().equals(version)) {
      known = new Named(version, version.constants());
      constants.put(version.modelVersion(), known);
    }
    return known.constants();
  }

  private static GameModel prepare(LeagueModel model, Strengths strengths, boolean playoff) {
    try {
      return strengths == null ? null : model.prepare(new Fixture(strengths, playoff));
    } catch (IllegalArgumentException e) {
      // Strengths that no team of the league can have.
      return null;
    }
  }

  /** Null for a prior that no two teams can have, such as a spread as large as the total. */
  private static Strengths strengths(LeagueModel model, Prior prior) {
    try {
      return prior.source() == PriorSource.LEAGUE
          ? model.average()
          : model.ofLines(prior.homeSpread(), prior.total());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
