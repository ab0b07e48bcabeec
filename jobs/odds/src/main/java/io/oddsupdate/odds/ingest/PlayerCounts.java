package io.oddsupdate.odds.ingest;

import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.PlayerRole;
import io.oddsupdate.avro.raw.PlayerUpdate;
import io.oddsupdate.pricing.game.Payload;
import io.oddsupdate.pricing.game.PlayerCount;
import io.oddsupdate.pricing.game.PlayerStat;
import io.oddsupdate.pricing.market.League;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What events say of players' counts. */
final class PlayerCounts {
  private PlayerCounts() {}

  /** What the roles of an action add: its points, goals, assists, rebounds and shots. */
  static List<PlayerCount> of(League league, GameUpdate update) {
    List<PlayerCount> counts = new ArrayList<>(2);
    for (PlayerRole player : update.getPlayers()) {
      String id = player.getPlayerId();
      switch (player.getRole()) {
        case SCORER -> scorer(counts, league, id, update);
        case SHOOTER -> shot(counts, league, id);
        case ASSIST -> add(counts, id, PlayerStat.ASSISTS, 1);
        case REBOUNDER -> add(counts, id, PlayerStat.REBOUNDS, 1);
        case OUT -> takenOff(counts, league, id);
        case FOULER, FOULED, IN, OTHER -> {}
      }
    }
    return List.copyOf(counts);
  }

  private static void scorer(
      List<PlayerCount> counts, League league, String id, GameUpdate update) {
    if (update.getAction() != ActionType.SCORE) {
      return;
    }
    switch (league) {
      case NBA -> add(counts, id, PlayerStat.POINTS, update.getPoints());
      case NHL -> {
        add(counts, id, PlayerStat.GOALS, 1);
        add(counts, id, PlayerStat.SHOTS_ON_GOAL, 1);
      }
      case EPL -> {
        add(counts, id, PlayerStat.GOALS, 1);
        add(counts, id, PlayerStat.SHOTS, 1);
      }
      case NFL, MLB -> {}
    }
  }

  private static void shot(List<PlayerCount> counts, League league, String id) {
    switch (league) {
      case NHL -> add(counts, id, PlayerStat.SHOTS_ON_GOAL, 1);
      case EPL -> add(counts, id, PlayerStat.SHOTS, 1);
      case NBA, NFL, MLB -> {}
    }
  }

  /** In baseball and soccer who leaves does not come back. */
  private static void takenOff(List<PlayerCount> counts, League league, String id) {
    switch (league) {
      case MLB, EPL -> counts.add(new PlayerCount(id, PlayerStat.TAKEN_OFF, 1, true));
      case NBA, NFL, NHL -> {}
    }
  }

  private static void add(List<PlayerCount> counts, String id, PlayerStat stat, int value) {
    counts.add(new PlayerCount(id, stat, value, false));
  }

  /**
   * A player's count in the game so far; {@link Payload.Nothing} of a statistic that no market is
   * of.
   *
   * @throws IllegalArgumentException if the value is no count; the message names it
   */
  static Payload report(PlayerUpdate update) {
    for (PlayerStat stat : PlayerStat.values()) {
      if (stat.name().equals(update.getStat().toUpperCase(Locale.ROOT))) {
        return new Payload.PlayerReport(
            new PlayerCount(update.getPlayerId(), stat, count(update), true));
      }
    }
    return new Payload.Nothing();
  }

  private static int count(PlayerUpdate update) {
    double value = update.getValue();
    if (value != Math.rint(value) || Math.abs(value) > 100_000) {
      throw new IllegalArgumentException(
          "value of %s must be a whole number, got %s".formatted(update.getStat(), value));
    }
    return (int) value;
  }
}
