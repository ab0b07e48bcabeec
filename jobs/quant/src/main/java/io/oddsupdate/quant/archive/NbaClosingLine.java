package io.oddsupdate.quant.archive;

/**
 * What bookmakers said of a game last, and who won it.
 *
 * @param spread home handicap
 */
public record NbaClosingLine(double spread, double total, boolean homeWon) {}
