package io.oddsupdate.quant.evaluate;

/**
 * The forecasts whose probability lies in one tenth of 0 to 1.
 *
 * @param weight how many there are
 * @param forecast mean probability
 * @param came share of them that came true
 */
public record Bin(double weight, double forecast, double came) {}
