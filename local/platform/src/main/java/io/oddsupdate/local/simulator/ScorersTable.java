package io.oddsupdate.local.simulator;

import io.oddsupdate.local.simulator.Publication.Version;
import io.oddsupdate.pricing.reference.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Decides when which version of each play is published: bare first and complete later, wrong first
 * and corrected later, too late, or although it never happened. The last versions are the truth.
 *
 * <p>A correction of the score of a period lands before the period ends, so that the feed never
 * shows an overtime that its score does not ask for; the one correction after the end of the game
 * takes a point from the winner only while he stays the winner.
 */
final class ScorersTable {
  /** How long after the end of the game late edits are cut off. */
  private static final long TAIL_MS = 240_000;

  private static final int ORDER_STEP = 10_000;

  private final FeedFaults faults;
  private final Draws draws;
  private final GamePlan plan;
  private final List<Play> plays;
  private final List<Entry> entries = new ArrayList<>();
  private final long gameEndMs;

  private ScorersTable(GamePlan plan, List<Play> plays) {
    this.plan = plan;
    this.faults = plan.faults();
    this.plays = plays;
    // Other draws than the game's: the same game under another feed is the same game.
    this.draws = new Draws(~plan.seed());
    this.gameEndMs = plays.get(plays.size() - 1).atMs();
  }

  /** Where an action belongs, and when it shows what. */
  private record Entry(double position, Play truth, List<Version> versions) {
    long firstMs() {
      return versions.get(0).atMs();
    }
  }

  /** In the order in which they are first published. */
  static List<Publication> publish(GamePlan plan, List<Play> plays) {
    ScorersTable table = new ScorersTable(plan, plays);
    table.schedule();
    return table.number();
  }

  private void schedule() {
    Play finalScore = faults.finalScore() ? winnersLastTwo() : null;
    Play afterTheEnd = faults.afterTheEnd() ? lastBasketBut(finalScore) : null;
    long previousMs = 0;
    for (int i = 0; i < plays.size(); i++) {
      Play play = plays.get(i);
      long publishedMs = Math.max(previousMs, play.atMs() + draws.between(10, 40) * 100L);
      previousMs = publishedMs;
      List<Version> versions;
      if (play == finalScore) {
        versions = wrongUntil(play, asThree(play), publishedMs, afterTheEnd(), draws.chance(0.5));
      } else if (play == afterTheEnd) {
        versions = wrongUntil(play, miscredited(play), publishedMs, afterTheEnd(), false);
      } else {
        versions = versions(play, publishedMs);
      }
      entries.add(new Entry(i, play, versions));
      if (draws.chance(faults.phantom()) && i > 0 && i < plays.size() - 2) {
        entries.add(phantom(i, play, publishedMs));
      }
    }
  }

  private long afterTheEnd() {
    return gameEndMs + draws.between(60, 200) * 1000L;
  }

  private List<Version> versions(Play play, long publishedMs) {
    if (play.retraction() != null) {
      Play.Retraction retraction = play.retraction();
      return wrongUntil(
          play,
          retraction.shown(),
          publishedMs,
          Math.max(retraction.untilMs(), publishedMs + 1000),
          draws.chance(0.5));
    }
    boolean two = play.type().equals("2pt") && play.points() == 2;
    if (two && draws.chance(faults.misvalued())) {
      long untilMs = publishedMs + draws.between(60, 300) * 1000L;
      if (untilMs < endOfPeriodMs(play) - 5000) {
        return wrongUntil(play, asThree(play), publishedMs, untilMs, draws.chance(0.5));
      }
    }
    if (play.points() > 1 && draws.chance(faults.miscredit())) {
      return wrongUntil(play, miscredited(play), publishedMs, late(publishedMs, 30, 900), false);
    }
    boolean mayBeLate =
        play.made() == null && !List.of("period", "game", "instantreplay").contains(play.type());
    long shownMs =
        mayBeLate && draws.chance(faults.lateInsert())
            ? Math.min(publishedMs + draws.between(60, 400) * 1000L, gameEndMs + TAIL_MS)
            : publishedMs;
    List<Version> versions = new ArrayList<>();
    boolean hasMore = play.player() != null;
    if (hasMore && draws.chance(faults.completion())) {
      versions.add(new Version(shownMs, bare(play), false));
      versions.add(new Version(shownMs + draws.between(2, 20) * 1000L, play, false));
    } else {
      versions.add(new Version(shownMs, play, false));
    }
    if (hasMore && draws.chance(faults.lateEdit())) {
      Play before = play.withQualifiers(List.of());
      versions.replaceAll(v -> v.play() == play ? new Version(v.atMs(), before, false) : v);
      Play after =
          play.qualifiers().isEmpty() ? play.withText(reworded(play), play.details()) : play;
      long lastMs = versions.get(versions.size() - 1).atMs();
      versions.add(new Version(late(lastMs, 60, 1200), after, false));
    }
    return versions;
  }

  private List<Version> wrongUntil(
      Play truth, Play shown, long publishedMs, long untilMs, boolean restamps) {
    List<Version> versions = new ArrayList<>();
    versions.add(new Version(publishedMs, shown, false));
    versions.add(new Version(Math.max(untilMs, publishedMs + 1000), truth, restamps));
    return versions;
  }

  /** Something that never happened: a rebound, or a basket that is deleted before it matters. */
  private Entry phantom(int i, Play near, long publishedMs) {
    Side side = near.side() == null ? Side.HOME : near.side();
    RosterPlayer player = draws.of((side == Side.HOME ? plan.home() : plan.away()).roster());
    long removedMs = publishedMs + draws.between(15, 120) * 1000L;
    boolean basket = draws.chance(0.4) && removedMs < endOfPeriodMs(near) - 5000;
    String name = player.nameWithInitial();
    Play play =
        new Play(
            near.period(),
            near.clockTenths(),
            near.atMs(),
            basket ? "2pt" : "rebound",
            basket ? "Layup" : "offensive",
            null,
            List.of(),
            side,
            player,
            near.possession(),
            basket ? Boolean.TRUE : null,
            basket ? 2 : 0,
            basket ? name + " Layup ({pts} PTS)" : name + " REBOUND",
            Map.of(),
            null,
            null);
    return new Entry(
        i + 0.5,
        play,
        List.of(
            new Version(publishedMs, play, false),
            new Version(Math.min(removedMs, gameEndMs + TAIL_MS), null, false)));
  }

  private long late(long afterMs, int fromSeconds, int toSeconds) {
    long atMs = afterMs + draws.between(fromSeconds, toSeconds) * 1000L;
    return Math.max(afterMs + 1000, Math.min(atMs, gameEndMs + TAIL_MS));
  }

  private long endOfPeriodMs(Play play) {
    return plays.stream()
        .filter(p -> p.period() == play.period() && p.type().equals("period"))
        .filter(p -> "end".equals(p.subType()))
        .mapToLong(Play::atMs)
        .findFirst()
        .orElseThrow();
  }

  private Play winnersLastTwo() {
    int home = points(Side.HOME);
    int away = points(Side.AWAY);
    Side winner = home > away ? Side.HOME : Side.AWAY;
    return lastBasket(play -> play.side() == winner && play.type().equals("2pt"));
  }

  private Play lastBasketBut(Play other) {
    return lastBasket(play -> play != other);
  }

  /** The last basket of the last period that fits, or null. */
  private Play lastBasket(Predicate<Play> fits) {
    int lastPeriod = plays.get(plays.size() - 1).period();
    for (int i = plays.size() - 1; i >= 0; i--) {
      Play play = plays.get(i);
      if (play.period() == lastPeriod
          && play.isFieldGoal()
          && play.points() > 0
          && play.retraction() == null
          && fits.test(play)) {
        return play;
      }
    }
    return null;
  }

  private int points(Side side) {
    return plays.stream().filter(play -> play.side() == side).mapToInt(Play::points).sum();
  }

  private static Play asThree(Play play) {
    return play.asThree(play.player().nameWithInitial() + " 3PT ({pts} PTS)");
  }

  private Play miscredited(Play play) {
    List<RosterPlayer> roster =
        (play.side() == Side.HOME ? plan.home() : plan.away()).roster().subList(0, 8);
    RosterPlayer other = draws.of(roster);
    while (other.equals(play.player())) {
      other = draws.of(roster);
    }
    return play.withPlayer(other, other.nameWithInitial() + " ({pts} PTS)");
  }

  /** As first entered: who and what, without the details. */
  private static Play bare(Play play) {
    String name = play.player().nameWithInitial();
    String text =
        play.made() == null
            ? name + " " + play.type()
            : play.points() > 0 ? name + " ({pts} PTS)" : "MISS " + name;
    return play.withText(text, Map.of());
  }

  private static String reworded(Play play) {
    return play.text() == null ? "Corrected" : play.text() + " (corrected)";
  }

  private List<Publication> number() {
    entries.sort(Comparator.comparingLong(Entry::firstMs).thenComparingDouble(Entry::position));
    TreeMap<Double, Long> orders = new TreeMap<>();
    List<Publication> publications = new ArrayList<>();
    int number = 1;
    for (Entry entry : entries) {
      // Real lists have gaps: entries that were begun and never published.
      number += draws.chance(0.15) ? draws.between(2, 3) : 1;
      long order = order(orders, entry.position());
      orders.put(entry.position(), order);
      publications.add(new Publication(number, order, entry.truth(), entry.versions()));
    }
    return publications;
  }

  /** The next step, or the middle between the neighbours of one that is entered late. */
  private static long order(TreeMap<Double, Long> orders, double position) {
    Map.Entry<Double, Long> above = orders.higherEntry(position);
    Map.Entry<Double, Long> below = orders.lowerEntry(position);
    if (above == null) {
      return below == null ? ORDER_STEP : (below.getValue() / ORDER_STEP + 1) * ORDER_STEP;
    }
    long low = below == null ? 0 : below.getValue();
    if (above.getValue() - low < 2) {
      throw new IllegalStateException("no order is left between " + low + " and " + above);
    }
    return (low + above.getValue()) / 2;
  }
}
