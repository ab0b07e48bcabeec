package io.oddsupdate.adapter.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A push on its way to the feed's owner: read and validated, with the reference data that was known
 * when it arrived.
 *
 * @param mappingsAnswered false if reference data did not answer, so that a game that it lacks may
 *     exist
 */
record Task(
    Push push,
    List<Item> items,
    Mappings mappings,
    boolean mappingsAnswered,
    CompletableFuture<Answer> answer) {

  /** One payload of a push. */
  sealed interface Item {
    /** A payload that the vendor's format has read. */
    record Readable(int index, byte[] bytes, VendorPayload payload) implements Item {}

    /** A payload, or a whole body, that it has not. */
    record Unreadable(byte[] bytes, Unusable why) implements Item {}

    /** A body that was not kept. */
    record TooLong(Push.Body.Oversized body, Unusable why) implements Item {}
  }

  /** Whether a game is missing that reference data might know, if only it answered. */
  boolean mustWaitForMapping() {
    return !mappingsAnswered
        && items.stream()
            .anyMatch(
                item ->
                    item instanceof Item.Readable readable
                        && mappings.game(readable.payload().vendorGameId()).isEmpty());
  }
}
