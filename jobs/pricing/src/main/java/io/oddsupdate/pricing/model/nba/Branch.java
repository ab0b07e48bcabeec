package io.oddsupdate.pricing.model.nba;

/**
 * One way in which a stretch may end (as scheduled, or after an overtime): the final margins, each
 * with its mass, and the points still to come given the margin.
 *
 * <p>Points to come are those of one distribution, cut to what is possible with that margin: never
 * fewer than it takes to get there from the present lead, and of the same parity. So no combination
 * of margin and total is an impossible score, and a team's points never fall.
 *
 * <p>All margins that are equally far from the start of the way need equally many points at least;
 * the sums over the nearer ones are kept, so that a question about the total is an array access.
 */
final class Branch {
  /** Below this a tail is only rounding; the ratio of two such tails would be noise. */
  private static final double NOTHING = 1e-250;

  private final int lead;
  private final int firstMargin;
  private final double[] mass;

  /** P(points to come &ge; i, of i's parity), before the cut. */
  private final double[] tail;

  /** Where the way to the margin starts: the lead, or 0 where it goes through a tie. */
  private final int start;

  /** Points that it takes to get to the start of the way. */
  private final int toStart;

  /** Mass of the margin per unit of its tail; 0 where the tail is nothing. */
  private final double[] perTail;

  /** Sum of {@link #perTail} of the margins at most so far from the start, of that parity. */
  private final double[] nearPerTail;

  /** Mass of the margins at least so far from the start. */
  private final double[] farMass;

  /**
   * @param mass of each final margin from {@code firstMargin}; need not sum to 1; kept
   * @param toCome mass of each number of points to come, from 0; its sum does not matter; kept
   * @param throughTie whether the lead is first made up, as before an overtime
   */
  Branch(int lead, int firstMargin, double[] mass, double[] toCome, boolean throughTie) {
    this.lead = lead;
    this.firstMargin = firstMargin;
    this.mass = mass;
    this.tail = toCome;
    for (int i = tail.length - 3; i >= 0; i--) {
      tail[i] += tail[i + 2];
    }
    this.start = throughTie ? 0 : lead;
    this.toStart = throughTie ? Math.abs(lead) : 0;
    this.perTail = new double[mass.length];
    int lastMargin = firstMargin + mass.length - 1;
    int reach = Math.max(Math.abs(firstMargin - start), Math.abs(lastMargin - start)) + 1;
    this.nearPerTail = new double[reach];
    this.farMass = new double[reach + 1];
    for (int i = 0; i < mass.length; i++) {
      int distance = Math.abs(firstMargin + i - start);
      int fewest = toStart + distance;
      double all = fewest < tail.length ? tail[fewest] : 0;
      perTail[i] = all > NOTHING ? mass[i] / all : 0;
      nearPerTail[distance] += perTail[i];
      farMass[distance] += mass[i];
    }
    for (int i = 2; i < reach; i++) {
      nearPerTail[i] += nearPerTail[i - 2];
    }
    for (int i = reach - 3; i >= 0; i--) {
      farMass[i] += farMass[i + 2];
    }
  }

  /** Adds the mass of each margin, the margin {@code first} at index 0. */
  void addMargins(double[] masses, int first) {
    for (int i = 0; i < mass.length; i++) {
      masses[firstMargin + i - first] += mass[i];
    }
  }

  int firstMargin() {
    return firstMargin;
  }

  int lastMargin() {
    return firstMargin + mass.length - 1;
  }

  /** As many points to come that more are next to impossible. */
  int mostToCome() {
    return tail.length;
  }

  /** Adds P(points of both teams to come &ge; i, and this branch) at each i. */
  void addToCome(double[] tails) {
    double here = ofParity(0);
    for (int i = 0; i < tails.length; i++) {
      double next = ofParity(i + 1);
      tails[i] += here + next;
      here = next;
    }
  }

  /** P(points of both teams to come &ge; cut and of its parity, and this branch). */
  private double ofParity(int cut) {
    int parity = (cut ^ toStart) & 1;
    // Margins at distance up to `near` have every total from `cut` on open to them.
    int near = Math.min(cut - toStart, nearPerTail.length - 1);
    near -= (near ^ parity) & 1;
    int beyond = Math.min(Math.max(near + 2, parity), farMass.length - 1);
    double chance = farMass[beyond];
    if (near >= 0 && cut < tail.length) {
      chance += nearPerTail[near] * tail[cut];
    }
    return chance;
  }

  /**
   * P(points of one team to come &ge; least, and this branch).
   *
   * @param side 1 for the home team, -1 for the away team
   */
  double teamAtLeast(int least, int side) {
    double sum = 0;
    for (int i = 0; i < mass.length; i++) {
      int change = firstMargin + i - lead;
      int cut = 2 * least - side * change;
      int fewest = toStart + Math.abs(firstMargin + i - start);
      if (cut <= fewest) {
        sum += mass[i];
      } else if (cut < tail.length) {
        // Rounding must not make a part exceed the whole: no chance may rise with the number.
        sum += Math.min(mass[i], perTail[i] * tail[cut]);
      }
    }
    return sum;
  }

  /** P(the points to come are these, and this branch). */
  double exactly(int home, int away) {
    int i = lead + home - away - firstMargin;
    int points = home + away;
    if (i < 0 || i >= mass.length || points >= tail.length || !possible(home, away)) {
      return 0;
    }
    double more = points + 2 < tail.length ? tail[points + 2] : 0;
    return perTail[i] * (tail[points] - more);
  }

  /** Whether there is a way to these points to come. */
  boolean possible(int home, int away) {
    int margin = lead + home - away;
    return home >= 0 && away >= 0 && home + away >= toStart + Math.abs(margin - start);
  }
}
