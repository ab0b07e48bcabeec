package io.oddsupdate.local.simulator;

/**
 * An invented player.
 *
 * @param minutes of a regulation game that he is meant to play
 * @param usage how often he takes the shot, relative to team mates on the floor
 * @param threeShare share of his shots from behind the arc
 * @param freeThrow probability of a free throw
 * @param form factor on his usage in this season
 */
public record RosterPlayer(
    long personId,
    String firstName,
    String familyName,
    int minutes,
    double usage,
    double threeShare,
    double freeThrow,
    double form) {

  /** As the feed abbreviates it: {@code T. Ravelin}. */
  public String nameWithInitial() {
    return firstName.charAt(0) + ". " + familyName;
  }

  public String fullName() {
    return firstName + " " + familyName;
  }
}
