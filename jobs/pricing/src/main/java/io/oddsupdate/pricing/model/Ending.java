package io.oddsupdate.pricing.model;

/**
 * One way in which the game may end (in the period being scheduled, or after an overtime): the
 * final margins, each with its mass, and the points still to come given the margin.
 *
 * <p>Points to come are those of a normal distribution, cut to what is possible with that margin:
 * never fewer than it takes to get there from the present lead, and of the same parity. So no
 * combination of margin and total is an impossible score, and a team's points never fall.
 */
final class Ending {
  /** Below this a tail is only rounding; the ratio of two such tails would be noise. */
  private static final double NOTHING = 1e-250;

  private final int lead;
  private final int firstMargin;
  private final double[] mass;

  /** P(points to come &ge; i, of i's parity), before the cut. */
  private final double[] tail;

  /** The fewest points to come with each margin. */
  private final int[] fewest;

  /** Mass of the margin per unit of its tail; 0 where the tail is nothing. */
  private final double[] massPerTail;

  /**
   * @param mass of each final margin from {@code firstMargin}; need not sum to 1
   * @param toCome mass of each number of points to come, from 0; its sum does not matter
   * @param throughTie whether the lead is first made up, as before an overtime
   */
  Ending(int lead, int firstMargin, double[] mass, double[] toCome, boolean throughTie) {
    this.lead = lead;
    this.firstMargin = firstMargin;
    this.mass = mass;
    this.tail = toCome;
    for (int i = tail.length - 3; i >= 0; i--) {
      tail[i] += tail[i + 2];
    }
    this.fewest = new int[mass.length];
    this.massPerTail = new double[mass.length];
    for (int i = 0; i < mass.length; i++) {
      int margin = firstMargin + i;
      fewest[i] = throughTie ? Math.abs(lead) + Math.abs(margin) : Math.abs(margin - lead);
      double all = fewest[i] < tail.length ? tail[fewest[i]] : 0;
      massPerTail[i] = all > NOTHING ? mass[i] / all : 0;
    }
  }

  /** P(final margin &ge; least, and this ending). */
  double marginAtLeast(int least) {
    double sum = 0;
    for (int i = mass.length - 1; i >= Math.max(0, least - firstMargin); i--) {
      sum += mass[i];
    }
    return sum;
  }

  /**
   * P(points to come &ge; base + slope * (final margin - lead), and this ending): with slope 0 both
   * teams' points, with -1 and base 2n the home team's being at least n, with +1 the away team's.
   */
  double toComeAtLeast(int base, int slope) {
    double sum = 0;
    for (int i = 0; i < mass.length; i++) {
      int least = base + slope * (firstMargin + i - lead);
      int cut = least + ((least ^ fewest[i]) & 1);
      if (cut <= fewest[i]) {
        sum += mass[i];
      } else if (cut < tail.length) {
        // Rounding must not make a part exceed the whole: no chance may rise with the number.
        sum += Math.min(mass[i], massPerTail[i] * tail[cut]);
      }
    }
    return sum;
  }
}
