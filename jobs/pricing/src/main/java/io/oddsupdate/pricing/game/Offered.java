package io.oddsupdate.pricing.game;

/**
 * What became of an offered event.
 *
 * @param kept what to keep under the event's id from now on; null where nothing is kept
 * @param controls of the game from now on
 */
public record Offered(Verdict verdict, KeptEvent kept, Controls controls) {}
