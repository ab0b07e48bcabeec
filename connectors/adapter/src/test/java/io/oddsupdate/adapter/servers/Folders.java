package io.oddsupdate.adapter.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Deletes folders of servers that may still be writing their last files. */
final class Folders {
  private Folders() {}

  static void delete(Path folder) {
    Await.until("deleted " + folder, () -> tryDelete(folder));
  }

  private static boolean tryDelete(Path folder) {
    if (!Files.exists(folder)) {
      return true;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      // A file came or went in the meantime.
      return false;
    }
  }
}
