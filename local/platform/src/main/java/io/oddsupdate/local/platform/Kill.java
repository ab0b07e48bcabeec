package io.oddsupdate.local.platform;

/**
 * One process that was killed while events flowed.
 *
 * @param at milliseconds since the feed began
 * @param backAfterMs from the kill to the first new record downstream of the process
 * @param caughtUpAfterMs from the kill until what had been accepted by then was readable at Edge
 */
public record Kill(String process, long at, long backAfterMs, long caughtUpAfterMs) {}
