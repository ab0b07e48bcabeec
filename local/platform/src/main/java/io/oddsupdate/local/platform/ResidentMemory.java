package io.oddsupdate.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a process's memory from Linux's proc folder. */
final class ResidentMemory {
  private ResidentMemory() {}

  /**
   * The proportional set size, so that pages which processes share count once; 0 where the system
   * does not say.
   */
  static long bytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
        if (line.startsWith("Pss:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }
}
