package io.oddsupdate.local.proof;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.decision.Written;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.pricing.market.Catalogue;
import io.oddsupdate.pricing.market.League;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Invariant 7: prices cannot contradict each other. Every market's probabilities sum to 1, or to 2
 * where two of its outcomes win. Among the markets of one game that one event priced, and which are
 * thus questions of one distribution: a higher line is never likelier to be beaten, the winner lies
 * between the handicaps around zero, and the total between what the team totals allow.
 */
final class Coherence {
  static final int WINNER = 219;
  static final int HANDICAP = 223;
  static final int TOTAL = 225;
  static final int HOME_TOTAL = 227;
  static final int AWAY_TOTAL = 228;

  private static final double TOLERANCE = 1e-9;
  private static final Pattern LINE =
      Pattern.compile("(?:^|\\|)(hcp|total)=(-?[0-9]+(?:\\.[0-9]+)?)");

  private final InvariantResult.Check check =
      new InvariantResult.Check(
          7, "probabilities sum to 1, lines are monotone, winner, handicap and total agree");

  private Coherence() {}

  /**
   * @param decisions say which updates one event priced
   */
  static InvariantResult check(
      List<Decoded<OddsUpdate>> internal, List<Decoded<Decision>> decisions) {
    Coherence coherence = new Coherence();
    Map<String, LoggedRecord> causes = new HashMap<>();
    for (Decoded<Decision> decision : decisions) {
      if (decision.value() != null) {
        for (Written written : decision.value().getWritten()) {
          causes.put(
              written.getMarketKey() + "#" + written.getEpoch() + "." + written.getSequence(),
              decision.record());
        }
      }
    }
    Map<LoggedRecord, List<OddsUpdate>> pricedTogether = new LinkedHashMap<>();
    for (Decoded<OddsUpdate> record : internal) {
      OddsUpdate update = record.value();
      if (update == null || update.getOutcomes().isEmpty()) {
        continue;
      }
      coherence.sums(update);
      LoggedRecord cause = causes.get(update.getUpdateId());
      if (update.getSettlement() == null && cause != null) {
        pricedTogether.computeIfAbsent(cause, decision -> new ArrayList<>()).add(update);
      }
    }
    pricedTogether.values().forEach(coherence::agree);
    return coherence.check.result();
  }

  private void sums(OddsUpdate update) {
    check.checked();
    double sum = 0;
    for (Outcome outcome : update.getOutcomes()) {
      sum += outcome.getProbability();
      double parts =
          outcome.getWin()
              + outcome.getHalfWin()
              + outcome.getRefund()
              + outcome.getHalfLose()
              + outcome.getLose();
      if (!(Math.abs(parts - 1) <= TOLERANCE)) {
        check.violated(
            update.getUpdateId() + " " + outcome.getId() + ": the five parts sum to " + parts);
      }
    }
    double target =
        Catalogue.kind(League.of(update.getLeague()), update.getMarket().getId())
            .question()
            .target();
    if (!(Math.abs(sum - target) <= TOLERANCE)) {
      check.violated(update.getUpdateId() + ": probabilities sum to " + sum + ", not " + target);
    }
  }

  private void agree(List<OddsUpdate> priced) {
    Map<String, List<OddsUpdate>> ladders = new LinkedHashMap<>();
    for (OddsUpdate update : priced) {
      if (line(update) != null) {
        ladders.computeIfAbsent(ladder(update), market -> new ArrayList<>()).add(update);
      }
    }
    ladders.values().forEach(this::monotone);
    winnerAmongHandicaps(priced);
    totalAmongTeamTotals(priced);
  }

  /** P(over) falls with the line; P(home covers) rises with the handicap that home is given. */
  private void monotone(List<OddsUpdate> ladder) {
    List<OddsUpdate> rising = new ArrayList<>(ladder);
    rising.sort(Comparator.comparing(Coherence::line));
    for (int i = 1; i < rising.size(); i++) {
      check.checked();
      OddsUpdate lower = rising.get(i - 1);
      OddsUpdate higher = rising.get(i);
      double step = first(higher).getProbability() - first(lower).getProbability();
      boolean rises = isHandicap(lower);
      if (rises ? step < -TOLERANCE : step > TOLERANCE) {
        check.violated(
            "%s has probability %s, but %s has %s"
                .formatted(
                    lower.getUpdateId(),
                    first(lower).getProbability(),
                    higher.getUpdateId(),
                    first(higher).getProbability()));
      }
    }
  }

  private void winnerAmongHandicaps(List<OddsUpdate> priced) {
    for (OddsUpdate winner : of(priced, WINNER)) {
      double home = first(winner).getProbability();
      for (OddsUpdate handicap : of(priced, HANDICAP)) {
        check.checked();
        double given = line(handicap);
        double covers = first(handicap).getProbability();
        boolean wrong =
            given == 0
                ? Math.abs(covers - home) > TOLERANCE
                : given < 0 ? covers > home + TOLERANCE : covers < home - TOLERANCE;
        if (wrong) {
          check.violated(
              "%s: home wins with %s, but %s covers with %s"
                  .formatted(winner.getUpdateId(), home, handicap.getUpdateId(), covers));
        }
      }
    }
  }

  /**
   * Whatever the two teams' scores have to do with each other: if both are over their lines, so is
   * the total over any line up to the sum; if the total is over a line from the sum on, at least
   * one team is over its own.
   */
  private void totalAmongTeamTotals(List<OddsUpdate> priced) {
    for (OddsUpdate home : of(priced, HOME_TOTAL)) {
      for (OddsUpdate away : of(priced, AWAY_TOTAL)) {
        for (OddsUpdate total : of(priced, TOTAL)) {
          check.checked();
          double sum = line(home) + line(away);
          double over = first(total).getWin();
          double both = first(home).getWin() + first(away).getWin();
          if ((line(total) <= sum && over < both - 1 - TOLERANCE)
              || (line(total) >= sum && over > both + TOLERANCE)) {
            check.violated(
                "%s is over with %s, which %s and %s do not allow"
                    .formatted(total.getUpdateId(), over, home.getUpdateId(), away.getUpdateId()));
          }
        }
      }
    }
  }

  private static Collection<OddsUpdate> of(List<OddsUpdate> priced, int marketId) {
    return priced.stream().filter(update -> update.getMarket().getId() == marketId).toList();
  }

  /** Home, or over. */
  private static Outcome first(OddsUpdate update) {
    return update.getOutcomes().get(0);
  }

  /** All of a market but its line: another quarter, or another player, is another ladder. */
  private static String ladder(OddsUpdate update) {
    return update.getMarket().getId()
        + "|"
        + LINE.matcher(update.getMarket().getSpecifiers()).replaceFirst("")
        + "|"
        + update.getPlayerId();
  }

  private static boolean isHandicap(OddsUpdate update) {
    Matcher matcher = LINE.matcher(update.getMarket().getSpecifiers());
    return matcher.find() && matcher.group(1).equals("hcp");
  }

  private static Double line(OddsUpdate update) {
    Matcher matcher = LINE.matcher(update.getMarket().getSpecifiers());
    return matcher.find() ? Double.valueOf(matcher.group(2)) : null;
  }
}
