package io.oddsupdate.local.servers;

/** Points log4j at this module's settings, unless the command line names others. */
final class LogSettings {
  private LogSettings() {}

  /** To be called before anything logs. */
  static void apply() {
    if (System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", "servers-log4j2.xml");
    }
  }
}
