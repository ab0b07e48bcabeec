package io.oddsupdate.mirror;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mirror's process: {@code MirrorMain <mm2 properties file>}. Ends with 2 if the file is wrong,
 * with 1 if it cannot start or if a connector or task has failed: Connect would live on with a dead
 * task, so the process ends and its supervisor starts it anew.
 */
public final class MirrorMain {
  static {
    // Before the first logger; the jar is also a library, whose user has a log of his own.
    if (System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", "classpath:mirror-log4j2.xml");
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(MirrorMain.class);

  /**
   * For a last clean stop, which leaves the worker group: then the next start does not wait for the
   * session to run out. Longer than that session, the stop would cost more than it saves.
   */
  private static final Duration LAST_STOP = Duration.ofSeconds(5);

  private MirrorMain() {}

  public static void main(String[] args) {
    if (args.length != 1) {
      LOG.error("event=usage text=\"MirrorMain <mm2 properties file>\"");
      Runtime.getRuntime().halt(2);
    }
    MirrorProperties properties = read(Path.of(args[0]));
    try {
      MirrorProcess mirror = MirrorProcess.start(properties);
      Runtime.getRuntime().addShutdownHook(new Thread(mirror::close, "mirror-stop"));
      if (mirror.awaitFailure()) {
        stopBriefly(mirror);
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Runtime.getRuntime().halt(1);
    } catch (IOException | RuntimeException e) {
      // The boundary: whatever it was, a process that mirrors nothing must not live on.
      LOG.error("event=mirror_ended reason=\"{}\"", e.getMessage(), e);
      Runtime.getRuntime().halt(1);
    }
  }

  private static MirrorProperties read(Path file) {
    try {
      return MirrorProperties.read(file);
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("event=configuration_refused file={} reason=\"{}\"", file, e.getMessage());
      Runtime.getRuntime().halt(2);
      throw new IllegalStateException("halted", e);
    }
  }

  private static void stopBriefly(MirrorProcess mirror) throws InterruptedException {
    Thread stop = new Thread(mirror::close, "mirror-last-stop");
    stop.setDaemon(true);
    stop.start();
    stop.join(LAST_STOP.toMillis());
  }
}
