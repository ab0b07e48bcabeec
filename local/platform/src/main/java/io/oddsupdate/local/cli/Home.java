package io.oddsupdate.local.cli;

import java.nio.file.Path;

/** The repository's root, as {@code bin/odds} found it. */
final class Home {
  private Home() {}

  static Path folder() {
    return Path.of(System.getProperty("odds.home", ".")).toAbsolutePath().normalize();
  }
}
