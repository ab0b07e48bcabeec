package io.oddsupdate.local.platform;

/**
 * One process that was killed while events flowed.
 *
 * @param at milliseconds since the feed began
 * @param backAfterMs from the kill to the first new record downstream of the process
 */
public record Kill(String process, long at, long backAfterMs) {}
