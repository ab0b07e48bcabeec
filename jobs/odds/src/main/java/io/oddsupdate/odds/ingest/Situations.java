package io.oddsupdate.odds.ingest;

import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.TeamSide;
import io.oddsupdate.pricing.game.Situation;
import io.oddsupdate.pricing.reference.Side;

/** A league's own state of play, as the fold sees it. */
final class Situations {
  private Situations() {}

  /** Null where the vendor tells none. */
  static Situation of(GameUpdate update) {
    io.oddsupdate.avro.raw.Situation raw = update.getSituation();
    Side possession = update.getPossession() == null ? null : side(update.getPossession());
    if (raw == null) {
      return possession == null ? null : Situation.of(possession);
    }
    return new Situation(
        possession,
        raw.getDown(),
        raw.getDistance(),
        raw.getYardsToGoal(),
        raw.getBatting() == TeamSide.HOME,
        raw.getOuts(),
        raw.getBases(),
        raw.getHomeSkaters(),
        raw.getAwaySkaters(),
        raw.getHomeGoaliePulled(),
        raw.getAwayGoaliePulled(),
        raw.getHomeReds(),
        raw.getAwayReds(),
        raw.getAddedSeconds());
  }

  private static Side side(TeamSide side) {
    return side == TeamSide.HOME ? Side.HOME : Side.AWAY;
  }
}
