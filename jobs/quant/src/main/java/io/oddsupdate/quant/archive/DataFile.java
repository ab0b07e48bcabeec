package io.oddsupdate.quant.archive;

/**
 * A file of past games that we know how to read.
 *
 * @param name its path inside the archive's folder, such as {@code epl/football-data_E0_1920.csv};
 *     a name that ends in {@code .gz} is compressed
 * @param source where to get it
 * @param format what it must look like
 */
public record DataFile(String name, String source, String format) {

  /** What to tell who does not have it. */
  public String description() {
    return "%s%n    from   %s%n    format %s".formatted(name, source, format);
  }
}
