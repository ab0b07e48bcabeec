package io.oddsupdate.local.simulator;

import io.oddsupdate.local.simulator.Publication.Version;
import io.oddsupdate.local.simulator.TimedPush.ListedAction;
import io.oddsupdate.pricing.reference.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The list as it stands at one time. Scores and players' points are sums over the actions that the
 * list holds, so that a correction reaches every later action by itself.
 */
final class ScoreSheet {
  private final GamePlan plan;
  private final ActionJson json;
  private final TreeMap<Long, Row> rows = new TreeMap<>();
  private final Map<Play, Integer> numberOfShot = new IdentityHashMap<>();
  private int removed;

  ScoreSheet(GamePlan plan, List<Publication> publications) {
    this.plan = plan;
    this.json = new ActionJson(plan);
    publications.forEach(p -> numberOfShot.put(p.truth(), p.number()));
  }

  /** The document, and what it holds. */
  record Listing(byte[] body, List<ListedAction> actions, int changed) {}

  private static final class Row {
    final int number;
    Play play;
    long editedMs;
    ActionJson.Shown shown;
    Play shownPlay;
    byte[] bytes = new byte[0];

    Row(int number) {
      this.number = number;
    }
  }

  void apply(Publication publication, Version version) {
    long editedMs = version.atMs() / 1000 * 1000;
    if (version.play() == null) {
      if (rows.remove(publication.order()) != null) {
        removed++;
      }
      return;
    }
    Row row = rows.computeIfAbsent(publication.order(), o -> new Row(publication.number()));
    row.play = version.play();
    row.editedMs = editedMs;
    if (version.restamps()) {
      rows.tailMap(publication.order(), false).values().forEach(later -> later.editedMs = editedMs);
    }
  }

  Listing listing(Instant at) {
    Map<Side, Integer> score = new HashMap<>(Map.of(Side.HOME, 0, Side.AWAY, 0));
    Map<RosterPlayer, Integer> points = new HashMap<>();
    List<byte[]> bodies = new ArrayList<>(rows.size());
    List<ListedAction> actions = new ArrayList<>(rows.size());
    int changed = removed;
    removed = 0;
    for (Map.Entry<Long, Row> entry : rows.entrySet()) {
      Row row = entry.getValue();
      Play play = row.play;
      if (play.points() > 0) {
        score.merge(play.side(), play.points(), Integer::sum);
        points.merge(play.player(), play.points(), Integer::sum);
      }
      ActionJson.Shown shown =
          new ActionJson.Shown(
              row.number,
              entry.getKey(),
              row.editedMs,
              score.get(Side.HOME),
              score.get(Side.AWAY),
              points.getOrDefault(play.player(), 0),
              play.shot() == null ? 0 : numberOfShot.getOrDefault(play.shot(), 0));
      // Most actions are as they were: their bytes are kept from the list before.
      if (row.shownPlay != play || !shown.equals(row.shown)) {
        byte[] bytes = json.write(play, shown);
        if (!Arrays.equals(bytes, row.bytes)) {
          changed++;
        }
        row.bytes = bytes;
        row.shown = shown;
        row.shownPlay = play;
      }
      bodies.add(row.bytes);
      actions.add(new ListedAction(row.number, entry.getKey(), row.editedMs));
    }
    return new Listing(ListBody.of(plan.vendorGameId(), at, bodies), actions, changed);
  }
}
