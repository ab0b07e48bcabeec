package io.oddsupdate.quant.fit;

import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.model.Leagues;
import io.oddsupdate.pricing.reference.ModelVersion;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.NbaTimeline;
import io.oddsupdate.quant.archive.NbaTimelines;
import io.oddsupdate.quant.evaluate.Checkpoint;
import io.oddsupdate.quant.evaluate.Evaluation;
import io.oddsupdate.quant.evaluate.NbaEvaluation;
import io.oddsupdate.quant.fit.nba.NbaFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The held-out scores of a version as it is in use. */
public final class ScoredVersion {
  private ScoredVersion() {}

  /**
   * Of a league whose versions are fitted on all games, those that are held out are scored with
   * constants fitted anew on the others. The NBA's three seasons are also each scored with
   * constants fitted on the other two: one season alone is within chance of any figure.
   */
  public static List<Checkpoint> of(
      League league, ModelVersion version, Archive archive, Consumer<String> told) {
    return switch (league) {
      case EPL, NFL, MLB -> Evaluation.of(league).heldOut(version, archive, told);
      case NBA -> {
        List<Checkpoint> checkpoints =
            new ArrayList<>(Evaluation.of(league).heldOut(version, archive, told));
        checkpoints.addAll(nbaSeasons(version, archive));
        yield checkpoints;
      }
      case NHL -> {
        told.accept(version.modelVersion() + " was fitted on every season: fitting without two");
        Fitted fitted = LeagueFit.of(league).fit(version.constants(), archive, false, told);
        yield Evaluation.of(league)
            .heldOut(
                new ModelVersion(version.modelId(), version.modelVersion(), fitted.constants()),
                archive,
                told);
      }
    };
  }

  private static List<Checkpoint> nbaSeasons(ModelVersion version, Archive archive) {
    List<NbaTimeline> games = NbaTimelines.read(archive);
    Map<Integer, LeagueModel> models = new HashMap<>();
    for (int season : NbaEvaluation.SEASONS) {
      List<NbaTimeline> others = games.stream().filter(game -> game.season() != season).toList();
      Constants fitted = new NbaFit(version.constants(), others).fit();
      models.put(season, Leagues.of(version.modelId(), fitted));
    }
    return NbaEvaluation.inPlay(
        models,
        games,
        ", 3 seasons",
        "each season of 2019-22 with constants fitted anew on the other two");
  }
}
