package io.oddsupdate.local.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The ClickHouse engine as a library, installed by npm once for a machine, outside any clone. The
 * lock file beside the package names the checksum that npm holds it to.
 */
final class ChDbLibrary {
  /** The engine's version is in the folder's name, so that another one is another folder. */
  static final String ENTRY = "chdb-26.7.3";

  private static final String FILE = "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so";
  private static final long INSTALL_LIMIT_MINUTES = 15;

  private ChDbLibrary() {}

  /** Whether the library is installed, so that no download is needed. */
  static boolean installed() {
    return MachineCache.ofUser().has(ENTRY);
  }

  /**
   * The library's file, installed first if it is missing.
   *
   * @throws UsageException if this machine has no npm, or the engine is not made for it
   */
  static Path file() throws IOException, InterruptedException {
    return MachineCache.ofUser().entry(ENTRY, ChDbLibrary::install).resolve(FILE);
  }

  @SuppressWarnings("SystemOut")
  private static void install(Path folder) throws IOException, InterruptedException {
    requireLinuxX64();
    System.out.printf(
        "event=engine_download what=ClickHouse size_mb=178 to=%s note=\"once for this machine\"%n",
        folder.getParent());
    System.out.flush();
    copy("package.json", folder);
    copy("package-lock.json", folder);
    Process npm = npm(folder);
    if (!npm.waitFor(INSTALL_LIMIT_MINUTES, TimeUnit.MINUTES)) {
      npm.descendants().forEach(ProcessHandle::destroyForcibly);
      npm.destroyForcibly();
      throw new IOException("npm did not end within " + INSTALL_LIMIT_MINUTES + " minutes");
    }
    if (npm.exitValue() != 0 || !Files.isRegularFile(folder.resolve(FILE))) {
      throw new IOException(
          "npm could not install the ClickHouse engine (code %d, see above): run it again, or point"
                  .formatted(npm.exitValue())
              + " CLICKHOUSE_URL to a server");
    }
  }

  private static Process npm(Path folder) throws IOException {
    try {
      return new ProcessBuilder(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
          .directory(folder.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.INHERIT)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new UsageException(
          "npm is needed once, to install the ClickHouse engine: install it, or point"
              + " CLICKHOUSE_URL to a server");
    }
  }

  private static void requireLinuxX64() {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!machine.equals("Linux amd64")) {
      throw new UsageException(
          "the ClickHouse engine of the local platform is for Linux on x86-64, this is "
              + machine
              + ": point CLICKHOUSE_URL to a server");
    }
  }

  private static void copy(String name, Path folder) throws IOException {
    try (InputStream in = ChDbLibrary.class.getResourceAsStream("/chdb/" + name)) {
      if (in == null) {
        throw new IOException("not on the class path: /chdb/" + name);
      }
      Files.copy(in, folder.resolve(name));
    }
  }
}
