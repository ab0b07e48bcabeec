package io.oddsupdate.local.simulator;

import io.oddsupdate.local.simulator.Publication.Version;
import io.oddsupdate.local.simulator.TimedPush.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The pushes of one game, as a poller makes them that looks every so often and pushes the list
 * where it has changed. The last push is the newest list.
 */
public final class PolledGame implements Iterator<TimedPush> {
  /** How many lists back an older one may come from. */
  private static final int MAX_LISTS_BACK = 3;

  private record Change(Publication publication, Version version) {}

  private final GamePlan plan;
  private final Draws draws;
  private final long pollMs;
  private final ScoreSheet sheet;
  private final Deque<Change> changes = new ArrayDeque<>();
  private final Deque<TimedPush> earlier = new ArrayDeque<>();
  private TimedPush newest;
  private Delivery lastDelivery = Delivery.LIST;
  private long nextPollMs;
  private int index;

  private PolledGame(GamePlan plan, Duration poll, List<Publication> publications) {
    this.plan = plan;
    this.pollMs = poll.toMillis();
    this.draws = new Draws(plan.seed() * 31 + 7);
    this.sheet = new ScoreSheet(plan, publications);
    List<Change> ordered = new ArrayList<>();
    for (Publication publication : publications) {
      publication.versions().forEach(version -> ordered.add(new Change(publication, version)));
    }
    ordered.sort(Comparator.comparingLong(change -> change.version().atMs()));
    changes.addAll(ordered);
    nextPollMs = plan.scheduledStart().toEpochMilli() + pollMs;
  }

  /**
   * @param poll of the game's own time
   */
  public static PolledGame of(GamePlan plan, Duration poll) {
    if (poll.isNegative() || poll.isZero()) {
      throw new IllegalArgumentException("poll must be positive, got " + poll);
    }
    return new PolledGame(plan, poll, ScorersTable.publish(plan, GameSimulation.play(plan)));
  }

  /** Whether the game needs more than four periods. */
  public static boolean goesToOvertime(GamePlan plan) {
    List<Play> plays = GameSimulation.play(plan);
    return plays.get(plays.size() - 1).period() > 4;
  }

  @Override
  public boolean hasNext() {
    return !changes.isEmpty() || lastDelivery == Delivery.OLDER_LIST;
  }

  @Override
  public TimedPush next() {
    if (!hasNext()) {
      throw new NoSuchElementException("game " + plan.vendorGameId() + " has no further push");
    }
    TimedPush push = lastDelivery == Delivery.LIST && newest != null ? afterList() : newerList();
    lastDelivery = push.delivery();
    index++;
    return push;
  }

  /** Sometimes a fault follows a list, mostly the next list does. */
  private TimedPush afterList() {
    FeedFaults faults = plan.faults();
    double draw = draws.between(0.0, 1.0);
    Instant soon = newest.at().plusMillis(pollMs / 2);
    if (draw < faults.repeatedId()) {
      return again(newest, soon, newest.webhookId(), Delivery.REPEATED_ID);
    }
    draw -= faults.repeatedId();
    if (draw < faults.repeatedList()) {
      return again(newest, soon, webhookId(), Delivery.REPEATED_LIST);
    }
    draw -= faults.repeatedList();
    if (draw < faults.olderList() && !earlier.isEmpty()) {
      return again(earlier.peekFirst(), soon, webhookId(), Delivery.OLDER_LIST);
    }
    return newerList();
  }

  private TimedPush again(TimedPush push, Instant at, String webhookId, Delivery delivery) {
    return new TimedPush(index, at, webhookId, push.body(), delivery, push.actions(), 0);
  }

  private TimedPush newerList() {
    if (!changes.isEmpty() && changes.peekFirst().version().atMs() > nextPollMs) {
      long quietMs = changes.peekFirst().version().atMs() - nextPollMs;
      nextPollMs += (quietMs + pollMs - 1) / pollMs * pollMs;
    }
    while (!changes.isEmpty() && changes.peekFirst().version().atMs() <= nextPollMs) {
      Change change = changes.removeFirst();
      sheet.apply(change.publication(), change.version());
    }
    Instant at = Instant.ofEpochMilli(nextPollMs);
    nextPollMs += pollMs;
    ScoreSheet.Listing listing = sheet.listing(at);
    if (newest != null) {
      earlier.addLast(newest);
      if (earlier.size() > MAX_LISTS_BACK) {
        earlier.removeFirst();
      }
    }
    newest =
        new TimedPush(
            index,
            at,
            webhookId(),
            listing.body(),
            Delivery.LIST,
            listing.actions(),
            listing.changed());
    return newest;
  }

  private String webhookId() {
    return "msg_" + plan.vendorGameId() + "_" + index;
  }
}
