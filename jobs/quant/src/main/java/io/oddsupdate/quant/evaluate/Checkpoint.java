package io.oddsupdate.quant.evaluate;

import java.util.List;

/**
 * The forecasts of a league's model at one moment of its games.
 *
 * @param league such as {@code nfl}
 * @param name such as {@code after quarter 1}
 * @param question what is forecast: {@code home wins}, {@code 1x2}
 * @param games which games these are, and that none of them was fitted on
 * @param benchmarks figures to compare with
 */
public record Checkpoint(
    String league,
    String name,
    String question,
    String games,
    Scores scores,
    List<Benchmark> benchmarks) {}
