package io.oddsupdate.adapter;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The adapter's process: runs until it is told to stop, or until it loses its feed. */
@Command(
    name = "adapter",
    mixinStandardHelpOptions = true,
    description = "Takes a vendor's pushes and writes them into the raw log.")
public final class Adapter implements Callable<Integer> {
  /** The configuration is wrong; starting again does not help. */
  public static final int EXIT_CONFIGURATION = 2;

  /** Another process owns the feed. */
  public static final int EXIT_FEED_LOST = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Adapter.class);

  @Option(names = "--config", required = true, description = "properties file")
  private Path config;

  public static void main(String[] args) {
    // System.exit runs the shutdown hook that closes the service.
    System.exit(new CommandLine(new Adapter()).execute(args));
  }

  @Override
  public Integer call() {
    AdapterService service;
    try {
      AdapterConfig parsed = AdapterConfig.load(config);
      AdapterSecrets secrets = AdapterSecrets.from(System.getenv(), parsed.feed().vendor());
      service = AdapterService.start(parsed, secrets, Clock.systemUTC());
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      LOG.error("event=adapter_refused cause=\"{}\"", e.getMessage());
      return EXIT_CONFIGURATION;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
    service.lost().join();
    return EXIT_FEED_LOST;
  }
}
