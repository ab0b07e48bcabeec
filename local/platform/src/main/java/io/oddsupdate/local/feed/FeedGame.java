package io.oddsupdate.local.feed;

import io.oddsupdate.local.reference.GameSheet;
import io.oddsupdate.local.simulator.TimedPush;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * One game that a feed will push.
 *
 * @param offset of its first push from the start of the feed, in the game's own time
 * @param pushes every call starts from the beginning and gives the same pushes
 */
public record FeedGame(GameSheet sheet, Duration offset, Supplier<Iterator<TimedPush>> pushes) {}
