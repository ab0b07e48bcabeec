package io.oddsupdate.local.feed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** When pushes are due: the game's own pace times the speed, until the feed is told to finish. */
final class Pace {
  /** Between the few pushes that a game still makes once it is told to finish. */
  private static final long FINISHING_GAP_MS = 50;

  private final double speed;
  private final CountDownLatch finishing = new CountDownLatch(1);
  private final AtomicLong behindNanos = new AtomicLong();

  Pace(double speed) {
    this.speed = speed;
  }

  void finish() {
    finishing.countDown();
  }

  boolean finishing() {
    return finishing.getCount() == 0;
  }

  /** The real time that some time of the game takes. */
  long nanos(Duration gameTime) {
    return (long) (gameTime.toNanos() / speed);
  }

  /** Waits until {@code dueNanos} of {@link System#nanoTime}, or until the feed is to finish. */
  void await(long dueNanos) throws InterruptedException {
    if (finishing()) {
      TimeUnit.MILLISECONDS.sleep(FINISHING_GAP_MS);
      return;
    }
    long waitNanos = dueNanos - System.nanoTime();
    behindNanos.set(Math.max(0, -waitNanos));
    if (waitNanos > 0 && finishing.await(waitNanos, TimeUnit.NANOSECONDS)) {
      behindNanos.set(0);
    }
  }

  long behindMs() {
    return TimeUnit.NANOSECONDS.toMillis(behindNanos.get());
  }
}
