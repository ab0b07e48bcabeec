package io.oddsupdate.local.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the platform's processes when the platform can no longer do it: a shell that reads their ids
 * from a pipe that only the platform holds. However the platform ends, SIGKILL included, the pipe
 * ends, and the shell stops what still runs.
 *
 * <p>The platform reports the end of a process before anybody else can get its id, so no id ever
 * stands for somebody else's process.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  /**
   * Signals of the terminal are for the platform, which stops its processes in order. Five seconds
   * are what a process gets for an orderly end.
   */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      pids=' '
      while read -r change pid; do
        case $change in
          +) pids="$pids$pid " ;;
          -) case $pids in *" $pid "*) pids="${pids%% $pid *} ${pids#* $pid }" ;; esac ;;
        esac
      done
      running() {
        left=
        for pid in $pids; do
          if kill -0 "$pid" 2>/dev/null; then left="$left $pid"; fi
        done
        pids=$left
        [ -n "$pids" ]
      }
      running
      for pid in $pids; do kill -TERM "$pid" 2>/dev/null; done
      tries=0
      while running && [ "$tries" -lt 50 ]; do
        sleep 0.1
        tries=$((tries + 1))
      done
      for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
      """;

  private final Process shell;
  private final OutputStream pipe;

  private Watchdog(Process shell) {
    this.shell = shell;
    this.pipe = shell.getOutputStream();
  }

  static Watchdog start() throws IOException {
    // Without any output of the platform: whoever reads that waits for nobody but the platform.
    return new Watchdog(
        new ProcessBuilder(List.of("/bin/sh", "-c", SCRIPT, "odds-watchdog"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** From now on the process ends with the platform. */
  void watch(long pid) {
    tell("+ " + pid);
  }

  /** The process has ended. */
  void forget(long pid) {
    tell("- " + pid);
  }

  long pid() {
    return shell.pid();
  }

  private synchronized void tell(String line) {
    try {
      pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException e) {
      // Closed, or killed by somebody: the platform itself still stops its processes.
      LOG.debug("event=watchdog_gone line=\"{}\"", line);
    }
  }

  /** Ends the watch, and whatever still runs. */
  @Override
  public void close() {
    try {
      pipe.close();
    } catch (IOException e) {
      LOG.debug("event=watchdog_gone", e);
    }
  }
}
