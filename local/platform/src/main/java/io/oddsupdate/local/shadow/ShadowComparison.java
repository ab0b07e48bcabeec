package io.oddsupdate.local.shadow;

import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.avro.internal.OutcomeResult;
import io.oddsupdate.avro.internal.Result;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what two versions said of the same events.
 *
 * <p>A version says nothing where no price of it moves, so moments are those events at which both
 * said something of a market: the last image of each at that event, where both were open. Only the
 * lines that both offer are compared; each game's results are those of the league's own topic.
 */
public final class ShadowComparison {
  /** Nobody is infinitely wrong: the chance that a quoted outcome is taken for at least. */
  private static final double LEAST = 1e-6;

  private record Moment(String marketKey, String eventId) {}

  private static final class Sums {
    private int compared;
    private int outcomes;
    private double difference;
    private double most;
    private int scored;
    private final double[] logLoss = new double[2];
    private final double[] brier = new double[2];
  }

  private ShadowComparison() {}

  /**
   * By kind of market, in the order of the names.
   *
   * @param live updates of the league's own version, each partition in order
   * @param shadow updates of the version beside it
   */
  public static List<MarketScore> of(
      League league, List<OddsUpdate> live, List<OddsUpdate> shadow) {
    Map<Moment, OddsUpdate> beside = lastAtEachMoment(shadow);
    Map<String, Map<String, Boolean>> results = results(live);
    Map<String, Sums> byMarket = new TreeMap<>();
    lastAtEachMoment(live)
        .forEach(
            (moment, update) -> {
              OddsUpdate other = beside.get(moment);
              if (other != null && isOpen(update) && isOpen(other)) {
                String name =
                    Catalogue.name(league, Catalogue.kind(league, update.getMarket().getId()));
                add(
                    byMarket.computeIfAbsent(name, key -> new Sums()),
                    update,
                    other,
                    results.get(moment.marketKey()));
              }
            });
    List<MarketScore> scores = new ArrayList<>();
    byMarket.forEach((name, sums) -> scores.add(score(name, sums)));
    return scores;
  }

  private static boolean isOpen(OddsUpdate update) {
    return update.getStatus() == MarketStatus.ACTIVE;
  }

  private static Map<Moment, OddsUpdate> lastAtEachMoment(List<OddsUpdate> updates) {
    Map<Moment, OddsUpdate> last = new HashMap<>();
    for (OddsUpdate update : updates) {
      last.put(new Moment(marketKey(update), update.getAsOfEventId()), update);
    }
    return last;
  }

  private static String marketKey(OddsUpdate update) {
    return update.getUpdateId().substring(0, update.getUpdateId().indexOf('#'));
  }

  /** Of each settled market, which outcomes won; without those of which a stake was returned. */
  private static Map<String, Map<String, Boolean>> results(List<OddsUpdate> live) {
    Map<String, Map<String, Boolean>> results = new HashMap<>();
    for (OddsUpdate update : live) {
      // A later word takes an earlier one back.
      results.remove(marketKey(update));
      if (update.getStatus() == MarketStatus.SETTLED && update.getSettlement() != null) {
        List<OutcomeResult> settled = update.getSettlement().getResults();
        if (settled.stream().allMatch(result -> result.getVoidFactor() == 0)) {
          Map<String, Boolean> won = new HashMap<>();
          settled.forEach(
              result -> won.put(result.getOutcomeId(), result.getSettledAs() == Result.WON));
          results.put(marketKey(update), won);
        }
      }
    }
    return results;
  }

  private static void add(
      Sums sums, OddsUpdate live, OddsUpdate shadow, Map<String, Boolean> result) {
    Map<String, Double> beside = new HashMap<>();
    shadow.getOutcomes().forEach(outcome -> beside.put(outcome.getId(), outcome.getProbability()));
    sums.compared++;
    boolean oneWinner =
        result != null && result.values().stream().filter(Boolean::booleanValue).count() == 1;
    for (Outcome outcome : live.getOutcomes()) {
      double other = beside.getOrDefault(outcome.getId(), outcome.getProbability());
      double difference = Math.abs(outcome.getProbability() - other);
      sums.outcomes++;
      sums.difference += difference;
      sums.most = Math.max(sums.most, difference);
      if (oneWinner) {
        boolean won = result.getOrDefault(outcome.getId(), false);
        score(sums, 0, outcome.getProbability(), won);
        score(sums, 1, other, won);
      }
    }
    sums.scored += oneWinner ? 1 : 0;
  }

  private static void score(Sums sums, int version, double probability, boolean won) {
    double missed = (won ? 1 : 0) - probability;
    sums.brier[version] += missed * missed;
    if (won) {
      sums.logLoss[version] -= Math.log(Math.max(LEAST, probability));
    }
  }

  private static MarketScore score(String name, Sums sums) {
    return new MarketScore(
        name,
        sums.compared,
        sums.difference / sums.outcomes,
        sums.most,
        sums.scored,
        sums.logLoss[0] / sums.scored,
        sums.logLoss[1] / sums.scored,
        sums.brier[0] / sums.scored,
        sums.brier[1] / sums.scored);
  }
}
