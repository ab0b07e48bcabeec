package io.oddsupdate.pricing.reference;

/** Refuses what a reference document must not say. */
final class Check {
  private Check() {}

  static void within(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " must be between " + least + " and " + most + ", got " + value);
    }
  }
}
