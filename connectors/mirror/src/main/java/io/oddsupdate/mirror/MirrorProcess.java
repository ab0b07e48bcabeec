package io.oddsupdate.mirror;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.mirror.MirrorMaker;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;
import org.apache.kafka.connect.mirror.SourceAndTarget;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MirrorMaker with eyes on it: started, observed and stopped as one. */
public final class MirrorProcess implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(MirrorProcess.class);
  private static final SourceAndTarget FLOW = new SourceAndTarget("core", "edge");

  /** How soon a failed task is noticed; the question costs a few microseconds. */
  private static final Duration WATCH = Duration.ofMillis(250);

  private final ConnectBeans beans = new ConnectBeans();
  private final PrometheusMeterRegistry registry;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final MirrorEndpoint endpoint;
  private final MirrorMaker mirrorMaker;

  private MirrorProcess(
      MirrorProperties properties, PrometheusMeterRegistry registry, MirrorMaker mirrorMaker)
      throws IOException {
    this.registry = registry;
    this.mirrorMaker = mirrorMaker;
    new JvmMemoryMetrics().bindTo(registry);
    endpoint =
        new MirrorEndpoint(
            new InetSocketAddress(properties.metricsHost(), properties.metricsPort()),
            registry,
            new MirrorMetrics(beans),
            beans::state);
  }

  /**
   * Starts MirrorMaker.
   *
   * @throws ConnectException if a public topic is missing on Edge or a cluster does not answer
   * @throws IOException if the metrics port is taken
   */
  public static MirrorProcess start(MirrorProperties properties)
      throws IOException, InterruptedException {
    // The projection counts into the global registry, from its first task on.
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Metrics.addRegistry(registry);
    // The look at the topics takes as long as MirrorMaker takes to be built: side by side.
    CompletableFuture<List<String>> missing =
        CompletableFuture.supplyAsync(() -> missing(properties));
    MirrorMaker mirrorMaker = new MirrorMaker(properties.forMirrorMaker());
    List<String> faults = missing.join();
    if (!faults.isEmpty()) {
      throw new ConnectException(String.join("; ", faults));
    }
    MirrorProcess process = new MirrorProcess(properties, registry, mirrorMaker);
    mirrorMaker.start();
    LOG.info("event=mirror_started metrics_port={}", process.port());
    return process;
  }

  private static List<String> missing(MirrorProperties properties) {
    try {
      return new GivenTopics(properties).missing();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("stopped while looking at the topics", e);
    }
  }

  /** The port of metrics and health. */
  public int port() {
    return endpoint.port();
  }

  MirrorState state() {
    return beans.state();
  }

  /**
   * Watches until a connector or task fails or the process is stopped.
   *
   * @return true if something failed
   */
  public boolean awaitFailure() throws InterruptedException {
    MirrorState last = null;
    while (!stopped.await(WATCH.toMillis(), TimeUnit.MILLISECONDS)) {
      MirrorState state = beans.state();
      if (!state.equals(last)) {
        LOG.info("event=mirror_state state=\"{}\"", state.text());
        last = state;
      }
      if (!state.failed().isEmpty()) {
        LOG.error("event=mirror_failed failed=\"{}\" trace=\"{}\"", state.failed(), trace());
        return true;
      }
    }
    return false;
  }

  /** Why the source connector or its tasks failed, as Connect keeps it. */
  String trace() {
    StringBuilder trace = new StringBuilder();
    try {
      ConnectorStateInfo info =
          mirrorMaker.connectorStatus(FLOW, MirrorSourceConnector.class.getSimpleName());
      append(trace, info.connector().trace());
      info.tasks().forEach(task -> append(trace, task.trace()));
    } catch (ConnectException e) {
      append(trace, "unknown: " + e.getMessage());
    }
    return trace.toString();
  }

  private static void append(StringBuilder trace, String part) {
    if (part != null) {
      trace.append(part).append('\n');
    }
  }

  /** Commits what is in flight, leaves the group, closes the port. May be called twice. */
  @Override
  public void close() {
    stopped.countDown();
    mirrorMaker.stop();
    endpoint.close();
    Metrics.removeRegistry(registry);
    registry.close();
  }
}
