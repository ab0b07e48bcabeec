package io.oddsupdate.local.cli;

import io.oddsupdate.local.platform.LocalPlatform;

/** Stops every process when this one is told to end: by Ctrl-C, by a signal, by its own end. */
final class Stopping {
  private Stopping() {}

  static void on(LocalPlatform platform) {
    Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "stop-all"));
  }
}
