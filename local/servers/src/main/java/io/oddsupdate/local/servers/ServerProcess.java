package io.oddsupdate.local.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What every server's main has in common: its end, its exit codes, its one line when it is ready.
 */
public final class ServerProcess {
  /** A command line or a variable is wrong (sysexits: EX_USAGE). */
  public static final int EXIT_USAGE = 64;

  /** The port is taken (sysexits: EX_CONFIG). */
  public static final int EXIT_PORT_TAKEN = 78;

  public static final String LOOPBACK = "127.0.0.1";

  private static final Duration PARENT_LOOK = Duration.ofMillis(250);

  /** Starts a server and returns once it is ready; its threads or its child keep it alive. */
  public interface Start {
    void start(Arguments arguments) throws Exception;
  }

  private final String name;
  private final long startedNanos = System.nanoTime();

  private ServerProcess(String name) {
    this.name = name;
  }

  /** Runs a main: parses, watches the parent, starts, and says what stands in the way. */
  @SuppressWarnings("SystemOut")
  public static void run(String name, String[] args, List<String> keys, Start server) {
    ServerProcess process = new ServerProcess(name);
    try {
      Arguments arguments = Arguments.parse(args, keys);
      arguments.find(Arguments.PARENT_PID).ifPresent(ServerProcess::endWithParent);
      server.start(arguments);
      long millis = (System.nanoTime() - process.startedNanos) / 1_000_000;
      System.out.printf("event=server_ready server=%s start_ms=%d%n", process.name, millis);
      System.out.flush();
    } catch (UsageException e) {
      fail(EXIT_USAGE, name, e.getMessage());
    } catch (PortTakenException e) {
      fail(EXIT_PORT_TAKEN, name, e.getMessage());
    } catch (Exception e) {
      // The boundary of the process: whatever it is, it ends here and is said once.
      e.printStackTrace(System.err);
      fail(1, name, e.toString());
    }
  }

  /** Says why, and ends at once: exit hooks of half-started servers may wait for ever. */
  static void fail(int code, String name, String reason) {
    System.err.printf("event=server_failed server=%s error=\"%s\"%n", name, reason);
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }

  /**
   * Looks whether a port of the loopback address can be had.
   *
   * @param setting the variable that chooses the port
   * @throws PortTakenException if somebody listens there
   */
  public static void requireFree(int port, String setting) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of an earlier run in TIME_WAIT do not count as a listener.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new PortTakenException(port, setting);
    }
  }

  /** A port that is free now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void endWithParent(String pid) {
    ProcessHandle parent;
    try {
      parent =
          ProcessHandle.of(Long.parseLong(pid))
              .orElseThrow(
                  () -> new UsageException("--parent-pid " + pid + ": no such process runs"));
    } catch (NumberFormatException e) {
      throw new UsageException("--parent-pid must be the id of a process, got " + pid);
    }
    Thread watch =
        new Thread(
            () -> {
              // A handle knows when its process started, so another one with its id is not it.
              while (parent.isAlive()) {
                try {
                  TimeUnit.MILLISECONDS.sleep(PARENT_LOOK.toMillis());
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  return;
                }
              }
              Runtime.getRuntime().halt(0);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
