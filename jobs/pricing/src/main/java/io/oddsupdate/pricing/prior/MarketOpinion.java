package io.oddsupdate.pricing.prior;

import io.oddsupdate.pricing.consensus.BookQuote;
import io.oddsupdate.pricing.consensus.Consensus;
import io.oddsupdate.pricing.consensus.ConsensusRules;
import io.oddsupdate.pricing.consensus.Quotes;
import io.oddsupdate.pricing.game.GameQuote;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import io.oddsupdate.pricing.market.MarketKind;
import io.oddsupdate.pricing.model.LeagueModel;
import io.oddsupdate.pricing.prior.PriorSolution.Solved;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What bookmakers think of a game before it starts: the consensus of their quotes for the winner,
 * the result, the handicap and the total of the whole game, each of the last two on the line that
 * most supplier groups quote, and the strengths that a model needs for it. A half or an inning says
 * too little of a game to be asked.
 *
 * <p>There is no clock: quotes are as old as they are beside the newest one.
 */
public final class MarketOpinion {
  /** Before the start a line that has not moved for this long counts half. */
  static final ConsensusRules RULES = ConsensusRules.of(600_000);

  /** Smaller moves of a chance are not worth solving a model for. */
  private static final double MOVED = 0.002;

  private final League league;
  private final List<PriorQuote> asked = new ArrayList<>();
  private final List<Double> numbers = new ArrayList<>();
  private int books;
  private int supplierGroups;
  private long oldestQuoteAgeMs;
  private double dispersion;

  private MarketOpinion(League league) {
    this.league = league;
  }

  /**
   * @param before the view so far, or null
   * @return the view of these quotes; {@code before} where they say nothing that can be used
   */
  public static MarketView of(
      LeagueModel model,
      boolean playoff,
      League league,
      List<GameQuote> quotes,
      MarketView before) {
    MarketOpinion opinion = new MarketOpinion(league);
    opinion.ask(quotes);
    return opinion.asked.isEmpty() ? before : opinion.view(model, playoff, before);
  }

  private void ask(List<GameQuote> quotes) {
    long newestMs = quotes.stream().mapToLong(GameQuote::lastUpdateMs).max().orElse(0);
    for (MarketKind kind : Catalogue.of(league)) {
      if (kind.stretch() != league.main() && kind != MarketKind.RESULT) {
        continue;
      }
      TreeMap<String, List<BookQuote>> byLine = new TreeMap<>();
      for (GameQuote quote : quotes) {
        if (quote.marketId() == kind.id() && (!kind.hasLine() || isLine(quote.specifiers()))) {
          byLine
              .computeIfAbsent(quote.specifiers(), line -> new ArrayList<>())
              .add(inOrder(kind, quote));
        }
      }
      Consensus main = null;
      String mainLine = null;
      for (var line : byLine.entrySet()) {
        Consensus consensus =
            Quotes.consensus(line.getValue(), newestMs, OptionalLong.empty(), RULES);
        if (!consensus.isEmpty() && (main == null || isMore(consensus, main))) {
          main = consensus;
          mainLine = line.getKey();
        }
      }
      if (main != null) {
        add(kind, mainLine, main);
      }
    }
  }

  /** More suppliers, or as many and nearer to even chances. */
  private static boolean isMore(Consensus consensus, Consensus main) {
    return consensus.supplierGroups() > main.supplierGroups()
        || (consensus.supplierGroups() == main.supplierGroups()
            && Math.abs(consensus.probabilities().get(0) - 0.5)
                < Math.abs(main.probabilities().get(0) - 0.5));
  }

  /** Odds in the order of the question; none where an outcome is not quoted. */
  public static BookQuote inOrder(MarketKind kind, GameQuote quote) {
    List<Double> odds = new ArrayList<>();
    for (String outcome : kind.question().outcomeIds()) {
      int index = quote.outcomeIds().indexOf(outcome);
      if (index >= 0 && index < quote.odds().size()) {
        odds.add(quote.odds().get(index));
      }
    }
    boolean whole = odds.size() == kind.question().outcomeIds().size();
    return new BookQuote(
        quote.bookmaker(),
        quote.supplierGroup(),
        odds,
        quote.suspended() || !whole,
        quote.lastUpdateMs());
  }

  private void add(MarketKind kind, String specifiers, Consensus consensus) {
    List<Double> chances = consensus.probabilities();
    PriorQuote quote =
        switch (kind.question()) {
          case WINNER -> new PriorQuote.Winner(chances.get(0));
          case RESULT -> new PriorQuote.Result(chances.get(0), chances.get(1));
          case HANDICAP -> new PriorQuote.Handicap(line(specifiers), chances.get(0));
          case TOTAL -> new PriorQuote.Total(line(specifiers), chances.get(0));
          case DOUBLE_CHANCE,
              DRAW_NO_BET,
              HOME_TOTAL,
              AWAY_TOTAL,
              BOTH_SCORE,
              CORRECT_SCORE,
              CORRECT_SCORE_TO_2,
              CORRECT_SCORE_TO_5,
              CORRECT_SCORE_NO_DRAW,
              FIRST_HALF_CORRECT_SCORE,
              SECOND_HALF_CORRECT_SCORE,
              NEXT_SCORE,
              PLAYER_SCORES,
              PLAYER_TOTAL ->
              null;
        };
    if (quote == null || kind.hasNumber()) {
      return;
    }
    asked.add(quote);
    numbers.add((double) kind.id());
    numbers.add(kind.hasLine() ? line(specifiers) : 0);
    numbers.add(chances.get(0));
    numbers.add(chances.get(1));
    books = Math.max(books, consensus.books());
    supplierGroups = Math.max(supplierGroups, consensus.supplierGroups());
    oldestQuoteAgeMs = Math.max(oldestQuoteAgeMs, consensus.oldestQuoteAgeMs());
    dispersion = Math.max(dispersion, consensus.dispersion());
  }

  /** A vendor may send any text; what is no line is no quote of ours. */
  private static boolean isLine(String specifiers) {
    return specifiers.matches("[a-z]+=-?\\d{1,3}(\\.(0|25|5|75))?");
  }

  private static double line(String specifiers) {
    return Double.parseDouble(specifiers.substring(specifiers.indexOf('=') + 1));
  }

  private MarketView view(LeagueModel model, boolean playoff, MarketView before) {
    if (before != null && isNear(before.asked())) {
      return view(before.home(), before.away(), before.solved(), before.asked());
    }
    if (MarketPrior.solve(model, playoff, asked) instanceof Solved solved) {
      return view(solved.strengths().home(), solved.strengths().away(), true, numbers);
    }
    return view(0, 0, false, numbers);
  }

  private MarketView view(double home, double away, boolean solved, List<Double> of) {
    return new MarketView(
        home,
        away,
        solved,
        List.copyOf(of),
        books,
        supplierGroups,
        oldestQuoteAgeMs,
        dispersion,
        RULES.method().id());
  }

  private boolean isNear(List<Double> solvedFor) {
    if (solvedFor.size() != numbers.size()) {
      return false;
    }
    for (int i = 0; i < numbers.size(); i++) {
      boolean chance = i % 4 >= 2;
      if (Math.abs(numbers.get(i) - solvedFor.get(i)) > (chance ? MOVED : 0)) {
        return false;
      }
    }
    return true;
  }
}
