package io.oddsupdate.local.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Claims data folders for this process, until it ends: two servers on one folder destroy it. */
public final class DataFolder {
  /** The operating system frees a lock when its process ends, or when its channel is collected. */
  private static final List<FileLock> HELD = new ArrayList<>();

  private DataFolder() {}

  /**
   * Creates the folder if it is missing and claims it.
   *
   * @throws UsageException if another process has it
   */
  public static synchronized void claim(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("server.lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new UsageException(
          "data folder %s is used by another server: stop it, or choose another folder"
              .formatted(folder));
    }
    HELD.add(lock);
  }
}
