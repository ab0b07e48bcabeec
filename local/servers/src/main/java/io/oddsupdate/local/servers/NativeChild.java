package io.oddsupdate.local.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A native server below this process that can never outlive it. A shell between the two reads a
 * pipe that only this process holds: however this process ends, SIGKILL included, the pipe ends,
 * and the shell stops the server. No polling, and no process id that could be somebody else's.
 */
final class NativeChild {
  /**
   * Signals of the terminal are for the platform, which stops its servers in order: the shell and
   * what it starts ignore them. {@code exec 3<&0} because a background command of a shell has no
   * standard input otherwise.
   */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      signal=$1; shift
      exec 3<&0 </dev/null
      (trap - INT TERM HUP; exec "$@" 3<&-) &
      child=$!
      (
        cat <&3 >/dev/null
        kill -"$signal" $child 2>/dev/null || exit 0
        for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
          sleep 0.5
          kill -0 $child 2>/dev/null || exit 0
        done
        kill -KILL $child 2>/dev/null
      ) &
      exec 3<&-
      wait $child
      """;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(9);

  private final Process shell;
  private volatile boolean stopping;

  private NativeChild(Process shell) {
    this.shell = shell;
  }

  /**
   * Starts a server.
   *
   * @param stopSignal what makes it end in an orderly way, without {@code SIG}
   */
  static NativeChild start(
      List<String> command, Map<String, String> environment, Path folder, String stopSignal)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "native-child"));
    line.add(stopSignal);
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new NativeChild(builder.start());
  }

  boolean alive() {
    return shell.isAlive();
  }

  /** This process lives as long as the server: it stops it when asked to end, and ends after it. */
  void bindTo(String server) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-" + server));
    Thread watch =
        new Thread(
            () -> {
              try {
                int code = shell.waitFor();
                if (!stopping) {
                  ServerProcess.fail(1, server, "the server ended by itself with code " + code);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            server + "-watch");
    watch.start();
  }

  /** Stops the server and waits until it has ended. */
  void stop() {
    stopping = true;
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
      }
    } catch (IOException e) {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
