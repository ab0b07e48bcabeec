package io.oddsupdate.pricing.consensus;

import io.oddsupdate.pricing.consensus.Consensus.Dropped;
import io.oddsupdate.pricing.odds.Devig;
import io.oddsupdate.pricing.odds.RefusedOddsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The consensus of quotes: each without its margin, skins pooled to one opinion a supplier group,
 * the groups pooled by weight and freshness (Leitner, Zeileis and Hornik 2009, on logarithms).
 *
 * <p>Pure: the time is an argument, and the order of the quotes makes no difference.
 */
public final class Quotes {
  /** A probability nearer to 0 has no finite log odds to speak of. */
  private static final double LEAST = 1e-12;

  /** One that is this much older than the newest no longer counts; its weight stays above 0. */
  private static final double HALF_LIVES_MAX = 500;

  private Quotes() {}

  private static final Comparator<BookQuote> IN_ORDER =
      Comparator.comparing(BookQuote::supplierGroup)
          .thenComparing(BookQuote::bookmaker)
          .thenComparingLong(BookQuote::lastUpdateMs);

  /** A quote without its margin. */
  private record Opinion(String group, double[] probabilities, long ageMs, double freshness) {}

  /** What a supplier group thinks. */
  private record Group(double[] probabilities, double weight) {}

  /**
   * @param quotes of one market on one line: outcomes in one order
   * @param nowMs epoch milliseconds
   * @param lastScoreMs in play, when the score last changed: older quotes are of another game;
   *     empty before the start
   */
  public static Consensus consensus(
      Collection<BookQuote> quotes, long nowMs, OptionalLong lastScoreMs, ConsensusRules rules) {
    int suspended = 0;
    int beforeScore = 0;
    int unusable = 0;
    int outcomes = outcomes(quotes);
    List<Opinion> opinions = new ArrayList<>();
    for (BookQuote quote : quotes.stream().sorted(IN_ORDER).toList()) {
      if (quote.suspended()) {
        suspended++;
      } else if (lastScoreMs.isPresent() && quote.lastUpdateMs() < lastScoreMs.getAsLong()) {
        beforeScore++;
      } else {
        double[] fair = quote.odds().size() == outcomes ? fair(quote, rules) : new double[0];
        if (fair.length == 0) {
          unusable++;
        } else {
          opinions.add(opinion(quote, fair, nowMs, rules));
        }
      }
    }
    List<Opinion> agreed = withoutOutliers(opinions, outcomes, rules);
    return pooled(
        agreed,
        outcomes,
        rules,
        new Dropped(suspended, beforeScore, unusable, opinions.size() - agreed.size()));
  }

  /** Of how many outcomes most quotes are; the fewer where it is a tie. */
  private static int outcomes(Collection<BookQuote> quotes) {
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    quotes.forEach(quote -> counts.merge(quote.odds().size(), 1, Integer::sum));
    int most = 0;
    int outcomes = 0;
    for (var count : counts.entrySet()) {
      if (count.getValue() > most) {
        most = count.getValue();
        outcomes = count.getKey();
      }
    }
    return outcomes;
  }

  private static double[] fair(BookQuote quote, ConsensusRules rules) {
    try {
      return Devig.devig(rules.method(), quote.odds()).probabilities().stream()
          .mapToDouble(p -> Math.min(1 - LEAST, Math.max(LEAST, p)))
          .toArray();
    } catch (RefusedOddsException e) {
      // One bookmaker's nonsense must not silence the others; it is counted.
      return new double[0];
    }
  }

  private static Opinion opinion(BookQuote quote, double[] fair, long nowMs, ConsensusRules rules) {
    // Clocks differ: a quote of the future is of now.
    long ageMs = Math.max(0, nowMs - quote.lastUpdateMs());
    double halfLives = Math.min(HALF_LIVES_MAX, (double) ageMs / rules.halfLifeMs());
    return new Opinion(quote.supplierGroup(), fair, ageMs, StrictMath.pow(2, -halfLives));
  }

  private static List<Opinion> withoutOutliers(
      List<Opinion> opinions, int outcomes, ConsensusRules rules) {
    Collection<Group> groups = groups(opinions, outcomes, rules).values();
    List<Opinion> agreed = new ArrayList<>(opinions);
    for (int i = 0; i < outcomes; i++) {
      int outcome = i;
      double median =
          median(
              groups.stream()
                  .mapToDouble(group -> logit(group.probabilities()[outcome]))
                  .sorted()
                  .toArray());
      agreed.removeIf(
          opinion ->
              Math.abs(logit(opinion.probabilities()[outcome]) - median) > rules.outlierLogit());
    }
    return agreed;
  }

  /** Of nothing: 0, which nothing is compared with. */
  private static double median(double[] sorted) {
    if (sorted.length == 0) {
      return 0;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** A group counts as its freshest quote does, however many skins repeat it. */
  private static SortedMap<String, Group> groups(
      List<Opinion> opinions, int outcomes, ConsensusRules rules) {
    SortedMap<String, List<Opinion>> byGroup = new TreeMap<>();
    for (Opinion opinion : opinions) {
      byGroup.computeIfAbsent(opinion.group(), name -> new ArrayList<>()).add(opinion);
    }
    SortedMap<String, Group> groups = new TreeMap<>();
    byGroup.forEach(
        (name, members) -> {
          LogPool pool = new LogPool(outcomes);
          double freshest = 0;
          for (Opinion member : members) {
            pool.add(member.probabilities(), member.freshness());
            freshest = Math.max(freshest, member.freshness());
          }
          double weight = rules.weights().getOrDefault(name, 1.0) * freshest;
          groups.put(name, new Group(pool.probabilities(), weight));
        });
    return groups;
  }

  private static Consensus pooled(
      List<Opinion> opinions, int outcomes, ConsensusRules rules, Dropped dropped) {
    if (opinions.isEmpty()) {
      return new Consensus(List.of(), 0, 0, 0, 0, dropped);
    }
    SortedMap<String, Group> groups = groups(opinions, outcomes, rules);
    LogPool pool = new LogPool(outcomes);
    groups.values().forEach(group -> pool.add(group.probabilities(), group.weight()));
    double[] probabilities = pool.probabilities();
    long oldest = opinions.stream().mapToLong(Opinion::ageMs).max().orElseThrow();
    return new Consensus(
        LogPool.list(probabilities),
        opinions.size(),
        groups.size(),
        oldest,
        dispersion(groups.values(), probabilities),
        dropped);
  }

  private static double dispersion(Collection<Group> groups, double[] probabilities) {
    double widest = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double squares = 0;
      double weights = 0;
      for (Group group : groups) {
        double distance = logit(group.probabilities()[i]) - logit(probabilities[i]);
        squares += group.weight() * distance * distance;
        weights += group.weight();
      }
      widest = Math.max(widest, Math.sqrt(squares / weights));
    }
    return widest;
  }

  private static double logit(double probability) {
    double within = Math.min(1 - LEAST, Math.max(LEAST, probability));
    return StrictMath.log(within / (1 - within));
  }
}
