package io.oddsupdate.pricing.model;

/**
 * What a model knows of a game before it starts.
 *
 * @param playoff whether the rules of the play-offs apply (overtime without end, no runner on
 *     second base in extra innings)
 */
public record Fixture(Strengths strengths, boolean playoff) {}
