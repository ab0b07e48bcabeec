package io.oddsupdate.lookup;

/**
 * A value and the times at which it holds, epoch milliseconds.
 *
 * @param fromMs the first of them; {@link #ALWAYS} where there was nothing before it
 * @param untilMs the first at which the next value holds; {@link #OPEN} where none is known
 * @param knownUntilMs from here on a next value may exist that the server had not shown yet
 */
public record During<V>(V value, long fromMs, long untilMs, long knownUntilMs) {
  public static final long ALWAYS = Long.MIN_VALUE;
  public static final long OPEN = Long.MAX_VALUE;

  public During {
    if (fromMs >= untilMs) {
      throw new IllegalArgumentException(
          "a value must hold for a while, got from " + fromMs + " until " + untilMs);
    }
  }

  /** Whether it is the value of a time, as far as was known when it was read. */
  public boolean holdsAt(long timeMs) {
    return timeMs >= fromMs && timeMs < untilMs;
  }

  /** Whether it will be the value of a time, however often the server is asked again. */
  public boolean surelyHoldsAt(long timeMs) {
    return holdsAt(timeMs) && (untilMs != OPEN || timeMs < knownUntilMs);
  }
}
