package io.oddsupdate.pricing.model;

/** A quantity measured at some points and taken as linear between them, constant beyond. */
public final class Curve {
  private final double[] points;
  private final double[] values;

  private Curve(double[] points, double[] values) {
    this.points = points;
    this.values = values;
  }

  /**
   * @param name of the constant that has the points, for the message
   * @param points strictly rising
   * @throws IllegalArgumentException where the points do not rise, or are not as many as values
   */
  public static Curve of(String name, double[] points, double[] values) {
    if (points.length != values.length) {
      throw new IllegalArgumentException(
          "constant %s has %d numbers for %d values".formatted(name, points.length, values.length));
    }
    for (int i = 1; i < points.length; i++) {
      if (!(points[i] > points[i - 1])) {
        throw new IllegalArgumentException(
            "constant %s must rise strictly, got %s after %s"
                .formatted(name, points[i], points[i - 1]));
      }
    }
    return new Curve(points.clone(), values.clone());
  }

  public double at(double point) {
    if (!(point > points[0])) {
      return values[0];
    }
    for (int i = 1; i < points.length; i++) {
      if (point <= points[i]) {
        double part = (point - points[i - 1]) / (points[i] - points[i - 1]);
        return values[i - 1] + part * (values[i] - values[i - 1]);
      }
    }
    return values[points.length - 1];
  }
}
