package io.oddsupdate.quant.archive;

/**
 * A game with its goals in regulation.
 *
 * @param season the year it ended
 * @param extension {@code OT}, {@code SO}, or empty where regulation decided it
 */
public record NhlGame(
    int season,
    String homeTeam,
    String awayTeam,
    int home,
    int away,
    boolean homeWon,
    boolean playoff,
    String extension) {}
