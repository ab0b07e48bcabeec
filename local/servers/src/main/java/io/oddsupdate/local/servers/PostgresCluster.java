package io.oddsupdate.local.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Postgres data folder and the commands that work on it.
 *
 * @param binaries the folder of {@code bin}
 * @param prefix what a command starts with so that it does not run as root, which Postgres refuses
 * @param home the folder that holds the data folder
 */
record PostgresCluster(Path binaries, List<String> prefix, Path home) {
  private static final long COMMAND_LIMIT_SECONDS = 120;
  private static final long ORPHAN_LIMIT_SECONDS = 10;

  static PostgresCluster in(Path home) throws IOException, InterruptedException {
    return new PostgresCluster(PostgresBinaries.unpacked(), withoutRoot(), home);
  }

  private Path data() {
    return home.resolve("data");
  }

  Map<String, String> environment() {
    return Map.of("LC_ALL", "C", "TZ", "UTC");
  }

  List<String> command(int port) {
    List<String> command = executable("postgres");
    command.addAll(
        List.of("-D", data().toString(), "-p", Integer.toString(port), "-h", "127.0.0.1"));
    for (String setting :
        List.of(
            // Loopback only, and no file of a socket that a killed server would leave.
            "unix_socket_directories=",
            "shared_buffers=64MB",
            "max_connections=80",
            "jit=off",
            "autovacuum_max_workers=1",
            "max_parallel_workers_per_gather=0",
            "log_min_messages=warning",
            "timezone=UTC")) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  /** Makes the folder if it is new, ends what an earlier process left, sets the password. */
  void prepare(String password) throws IOException, InterruptedException {
    endOrphan();
    if (!Files.isDirectory(data())) {
      create();
    }
    // Each time, so that a changed variable takes effect. No superuser ever logs in by network.
    singleUser(data(), "ALTER ROLE odds LOGIN PASSWORD '" + password.replace("'", "''") + "'");
  }

  private void create() throws IOException, InterruptedException {
    Path staging = home.resolve("data.partial");
    MachineCache.delete(staging);
    List<String> command = executable("initdb");
    command.addAll(List.of("-D", staging.toString(), "-U", "postgres", "-E", "UTF8", "--locale=C"));
    command.addAll(List.of("--auth=reject", "--no-sync", "--no-instructions"));
    run(command, "");
    Files.writeString(
        staging.resolve("pg_hba.conf"), "host odds odds 127.0.0.1/32 scram-sha-256\n");
    singleUser(staging, "CREATE ROLE odds LOGIN");
    singleUser(staging, "CREATE DATABASE odds OWNER odds");
    Files.move(staging, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A server whose parent was killed stops by itself, but may still be at it. An id in the lock
   * file that now belongs to something else would keep Postgres from starting.
   */
  private void endOrphan() throws IOException, InterruptedException {
    Path lock = data().resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(lock, StandardCharsets.UTF_8).get(0).strip());
    Optional<ProcessHandle> orphan =
        ProcessHandle.of(pid)
            .filter(handle -> handle.info().commandLine().orElse("").contains(data().toString()));
    if (orphan.isPresent()) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ORPHAN_LIMIT_SECONDS);
      while (orphan.get().isAlive()) {
        if (System.nanoTime() > deadline) {
          orphan.get().destroyForcibly();
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    Files.deleteIfExists(lock);
  }

  private void singleUser(Path folder, String sql) throws IOException, InterruptedException {
    List<String> command = executable("postgres");
    command.addAll(List.of("--single", "-D", folder.toString(), "-c", "exit_on_error=on"));
    command.add("postgres");
    run(command, sql + "\n");
  }

  private void run(List<String> command, String input) throws IOException, InterruptedException {
    Path said = home.resolve("prepare.log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    builder.redirectOutput(said.toFile());
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    if (!process.waitFor(COMMAND_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no end after " + COMMAND_LIMIT_SECONDS + " s: " + command.get(0));
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "Postgres cannot prepare %s, code %d; see %s".formatted(home, process.exitValue(), said));
    }
  }

  private List<String> executable(String name) {
    List<String> command = new ArrayList<>(prefix);
    command.add(binaries.resolve("bin").resolve(name).toString());
    return command;
  }

  /**
   * Postgres refuses to run as root. In a user namespace of its own, where no id is mapped, root is
   * nobody, and its files belong to nobody too.
   */
  private static List<String> withoutRoot() throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    Process probe = new ProcessBuilder("unshare", "-U", "true").start();
    if (!probe.waitFor(10, TimeUnit.SECONDS) || probe.exitValue() != 0) {
      throw new UsageException(
          "Postgres does not run as root, and this machine allows no user namespace (unshare -U):"
              + " run as another user, or point POSTGRES_URL to a server");
    }
    return List.of("unshare", "-U");
  }
}
