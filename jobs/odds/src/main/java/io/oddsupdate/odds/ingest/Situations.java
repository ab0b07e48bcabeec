package io.oddsupdate.odds.ingest;

import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.TeamSide;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.reference.Side;

/** A league's own state of play, as the fold sees it. */
final class Situations {
  /** Longer than any half was ever extended by. */
  private static final int ADDED_SECONDS_MOST = 3600;

  private Situations() {}

  /**
   * Null where the vendor tells none.
   *
   * @throws IllegalArgumentException if a field is one that no game can have; the message names it
   */
  static Situation of(GameUpdate update) {
    io.oddsupdate.avro.raw.Situation raw = update.getSituation();
    Side possession = update.getPossession() == null ? null : side(update.getPossession());
    if (raw == null) {
      return possession == null ? null : Situation.of(possession);
    }
    double added = raw.getAddedSeconds();
    if (!(added >= 0 && added <= ADDED_SECONDS_MOST)) {
      throw new IllegalArgumentException(
          "situation.added_seconds must be from 0 to %d, got %s"
              .formatted(ADDED_SECONDS_MOST, added));
    }
    return new Situation(
        possession,
        upTo(4, raw.getDown(), "down"),
        upTo(99, raw.getDistance(), "distance"),
        upTo(99, raw.getYardsToGoal(), "yards_to_goal"),
        raw.getBatting() == TeamSide.HOME,
        upTo(3, raw.getOuts(), "outs"),
        upTo(7, raw.getBases(), "bases"),
        upTo(6, raw.getHomeSkaters(), "home_skaters"),
        upTo(6, raw.getAwaySkaters(), "away_skaters"),
        raw.getHomeGoaliePulled(),
        raw.getAwayGoaliePulled(),
        upTo(11, raw.getHomeReds(), "home_reds"),
        upTo(11, raw.getAwayReds(), "away_reds"),
        added);
  }

  private static int upTo(int most, int value, String field) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(
          "situation.%s must be from 0 to %d, got %d".formatted(field, most, value));
    }
    return value;
  }

  private static Side side(TeamSide side) {
    return side == TeamSide.HOME ? Side.HOME : Side.AWAY;
  }
}
