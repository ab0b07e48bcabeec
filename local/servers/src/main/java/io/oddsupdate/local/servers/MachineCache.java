package io.oddsupdate.local.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is unpacked or downloaded once for a machine, outside any clone: {@code
 * $XDG_CACHE_HOME/odds-update}, or {@code ~/.cache/odds-update}.
 *
 * @param root the folder of all entries
 */
record MachineCache(Path root) {

  /** Fills an empty folder. */
  interface Fill {
    void into(Path folder) throws IOException, InterruptedException;
  }

  static MachineCache ofUser() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static MachineCache of(Map<String, String> environment, Path home) {
    String chosen = environment.getOrDefault("XDG_CACHE_HOME", "");
    // The specification tells to ignore a relative path.
    Path base = chosen.startsWith("/") ? Path.of(chosen) : home.resolve(".cache");
    return new MachineCache(base.resolve("odds-update"));
  }

  /** Whether an entry is complete. */
  boolean has(String name) {
    return Files.isDirectory(root.resolve(name));
  }

  /**
   * The folder of an entry, filled first if it is missing. A fill that ends half-way leaves no
   * entry; processes that ask at the same time wait for one of them to fill it.
   */
  Path entry(String name, Fill fill) throws IOException, InterruptedException {
    Path folder = root.resolve(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(root);
    try (FileChannel lockFile =
            FileChannel.open(
                root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lockFile.lock()) {
      if (!lock.isValid() || Files.isDirectory(folder)) {
        return folder;
      }
      Path staging = root.resolve(name + ".partial");
      delete(staging);
      Files.createDirectories(staging);
      fill.into(staging);
      return Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Deletes a folder and what is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
