package io.oddsupdate.adapter.core;

/**
 * What an image keeps of one event: enough to tell whether a new list changes it.
 *
 * @param revision the newest in the raw log
 * @param vendorOrder of the newest revision; a deletion repeats it
 * @param contentHash of {@link ContentHash}; empty for a deleted event
 * @param gameEnd whether it ends the game
 */
public record KnownEvent(
    long revision, long vendorOrder, String contentHash, boolean deleted, boolean gameEnd) {}
