package io.oddsupdate.local.simulator;

import io.oddsupdate.pricing.reference.Side;
import java.util.List;
import java.util.Map;

/**
 * One thing that happened on the floor, without the feed's ids and without the running score.
 *
 * @param clockTenths left in the period
 * @param atMs wall clock, epoch ms
 * @param subType null where the type has none
 * @param descriptor null where there is none
 * @param side the team that did it, null for none
 * @param player null for none
 * @param possession the team that has the ball, null for none
 * @param made whether the shot went in, null where it is no shot
 * @param value points that the shot is worth, 0 where it is no shot
 * @param text description; {@code {pts}} stands for the player's points so far; null for none
 * @param details further fields of the feed, in their order
 * @param shot the missed shot that a rebound belongs to, or null
 * @param retraction what was published at first where the officials took it back, or null
 */
record Play(
    int period,
    int clockTenths,
    long atMs,
    String type,
    String subType,
    String descriptor,
    List<String> qualifiers,
    Side side,
    RosterPlayer player,
    Side possession,
    Boolean made,
    int value,
    String text,
    Map<String, Object> details,
    Play shot,
    Retraction retraction) {

  /** A version that held until {@code untilMs}. */
  record Retraction(Play shown, long untilMs) {}

  /** Points on the board. */
  int points() {
    return Boolean.TRUE.equals(made) ? value : 0;
  }

  boolean isFieldGoal() {
    return type.equals("2pt") || type.equals("3pt");
  }

  Play withRetraction(Play shown, long untilMs) {
    return new Play(
        period,
        clockTenths,
        atMs,
        type,
        subType,
        descriptor,
        qualifiers,
        side,
        player,
        possession,
        made,
        value,
        text,
        details,
        shot,
        new Retraction(shown, untilMs));
  }

  Play withText(String newText, Map<String, Object> newDetails) {
    return new Play(
        period,
        clockTenths,
        atMs,
        type,
        subType,
        descriptor,
        qualifiers,
        side,
        player,
        possession,
        made,
        value,
        newText,
        newDetails,
        shot,
        null);
  }

  Play withPlayer(RosterPlayer other, String newText) {
    return new Play(
        period,
        clockTenths,
        atMs,
        type,
        subType,
        descriptor,
        qualifiers,
        side,
        other,
        possession,
        made,
        value,
        newText,
        Map.of(),
        shot,
        null);
  }

  Play asThree(String newText) {
    return new Play(
        period,
        clockTenths,
        atMs,
        "3pt",
        subType,
        descriptor,
        List.of(),
        side,
        player,
        possession,
        made,
        3,
        newText,
        details,
        shot,
        null);
  }

  Play withQualifiers(List<String> newQualifiers) {
    return new Play(
        period,
        clockTenths,
        atMs,
        type,
        subType,
        descriptor,
        newQualifiers,
        side,
        player,
        possession,
        made,
        value,
        text,
        details,
        shot,
        null);
  }
}
