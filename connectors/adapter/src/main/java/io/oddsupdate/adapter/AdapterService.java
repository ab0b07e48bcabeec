package io.oddsupdate.adapter;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.oddsupdate.adapter.core.Feed;
import io.oddsupdate.adapter.core.PostgresMappings;
import io.oddsupdate.adapter.core.VendorFormat;
import io.oddsupdate.adapter.http.AdapterServer;
import io.oddsupdate.adapter.vendor.nba.LiveDataFormat;
import io.oddsupdate.schemas.SchemaRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running adapter: a feed and its HTTP server. */
public final class AdapterService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdapterService.class);

  /** The formats that this build speaks. */
  private static final List<VendorFormat> FORMATS = List.of(new LiveDataFormat());

  private final Feed feed;
  private final AdapterServer server;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private AdapterService(Feed feed, AdapterServer server, int port) {
    this.feed = feed;
    this.server = server;
    this.port = port;
  }

  /**
   * Opens the port and takes the feed over. Returns at once: the feed serves when {@link #ready}.
   *
   * @throws IllegalArgumentException if no format of this name is known
   * @throws IllegalStateException if the port is taken
   */
  public static AdapterService start(AdapterConfig config, AdapterSecrets secrets, Clock clock) {
    VendorFormat format = format(config.feed().vendor());
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    PostgresMappings mappings =
        new PostgresMappings(
            config.postgresUrl(),
            config.postgresUser(),
            secrets.postgresPassword(),
            format.vendor(),
            config.feed().league());
    Feed feed =
        new Feed(
            format,
            config.feed(),
            new SchemaRegistry(config.registryUrl()),
            mappings,
            meters,
            clock,
            config.http().maxBodyBytes());
    AdapterServer server =
        new AdapterServer(
            config.http(),
            Map.of(format.vendor(), new AdapterServer.Endpoint(feed, secrets.webhooks())),
            meters,
            meters::scrape,
            clock);
    int port;
    try {
      port = server.listen();
    } catch (IllegalStateException e) {
      server.close();
      mappings.close();
      throw e;
    }
    feed.start();
    LOG.info(
        "event=adapter_started vendor={} host={} port={}",
        format.vendor(),
        config.http().host(),
        port);
    return new AdapterService(feed, server, port);
  }

  private static VendorFormat format(String vendor) {
    return FORMATS.stream()
        .filter(format -> format.vendor().equals(vendor))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "adapter.vendor must be one of "
                        + FORMATS.stream().map(VendorFormat::vendor).toList()
                        + ", got "
                        + vendor));
  }

  /** The port that was opened. */
  public int port() {
    return port;
  }

  /** Whether pushes are answered now. */
  public boolean ready() {
    return feed.ready();
  }

  /** Completed once another process has taken the feed over: this one must end. */
  public CompletableFuture<Void> lost() {
    return feed.lost();
  }

  /** Takes nothing new, answers what is in flight, then stops. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.drain();
      feed.close();
      server.close();
      LOG.info("event=adapter_stopped");
    }
  }
}
