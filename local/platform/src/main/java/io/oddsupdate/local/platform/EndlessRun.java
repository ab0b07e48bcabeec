package io.oddsupdate.local.platform;

import io.oddsupdate.local.feed.FeederConfig;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** Games without end, until somebody stops the process. */
public final class EndlessRun {
  private final PlatformSettings settings;
  private final LocalPlatform platform;

  public EndlessRun(PlatformSettings settings, LocalPlatform platform) {
    this.settings = settings;
    this.platform = platform;
  }

  /** Returns when the thread is interrupted. */
  public void run() throws IOException, InterruptedException {
    try (Flow flow = new Flow(settings, platform, FeederConfig.ENDLESS, false)) {
      places();
      flow.feeder().start();
      new CountDownLatch(1).await();
    }
  }

  private String parquet() {
    Endpoints endpoints = settings.endpoints();
    return endpoints.starts("S3_PORT")
        ? platform.layout().lake().resolve(endpoints.s3Bucket()).toString()
        : platform.secrets().lake(endpoints).toString();
  }

  private void places() {
    Ports ports = settings.ports();
    Endpoints endpoints = settings.endpoints();
    System.out.println();
    System.out.println("  Board         http://localhost:" + ports.board());
    Map<String, String> places =
        new TreeMap<>(
            Map.of(
                "Parquet",
                parquet(),
                "S3",
                endpoints.s3Endpoint() + " (bucket " + endpoints.s3Bucket() + ")"));
    places.putAll(
        Map.of(
            "Adapter",
            "http://localhost:" + ports.adapter() + "/metrics",
            "Odds job",
            "http://localhost:" + ports.oddsRest() + "/jobs",
            "Analytics",
            "http://localhost:" + ports.analyticsRest() + "/jobs",
            "Core Kafka",
            endpoints.core(),
            "Edge Kafka",
            endpoints.edge(),
            "Registry",
            endpoints.registryUrl(),
            "Postgres",
            endpoints.postgresUrl() + " (user " + endpoints.postgresUser() + ")",
            "Redis",
            endpoints.redisUrl(),
            "ClickHouse",
            endpoints.clickhouseUrl() + "/?query=SELECT+*+FROM+odds.current",
            "Logs",
            platform.layout().logs().toString()));
    places.forEach((what, where) -> System.out.printf("  %-13s %s%n", what, where));
    System.out.println("  Ctrl-C stops everything.");
    System.out.println();
  }
}
