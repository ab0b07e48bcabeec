package io.oddsupdate.local.platform;

import io.oddsupdate.mirror.MirrorTemplate;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes that production deploys: the very jars, with the very configuration keys and this
 * machine's values.
 */
final class Workers {
  static final String ADAPTER = "adapter";
  static final String ODDS_JOB = "odds-job";
  static final String ANALYTICS_JOB = "analytics-job";
  static final String MIRROR = "mirror";

  /** Of the feed that is simulated. */
  private static final String LEAGUE = "nba";

  private static final String LEAGUES = "nba,nfl,mlb,nhl,epl";

  /** Prices are readable at the next checkpoint. */
  private static final String ODDS_CHECKPOINTS = "100 ms";

  /** Parquet files roll with these; two of them end a demo. */
  private static final String ANALYTICS_CHECKPOINTS = "3 s";

  /** The cluster's own default, whatever cluster it is. */
  private static final int REPLICATION_FACTOR = -1;

  private final PlatformSettings settings;
  private final Layout layout;
  private final LocalSecrets secrets;

  Workers(PlatformSettings settings, Layout layout, LocalSecrets secrets) {
    this.settings = settings;
    this.layout = layout;
    this.secrets = secrets;
  }

  List<ProcessSpec> all() throws IOException {
    return List.of(oddsJob(), analyticsJob(), mirror(), adapter());
  }

  private ProcessSpec adapter() throws IOException {
    Endpoints endpoints = settings.endpoints();
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("adapter.vendor", "nba-livedata");
    keys.put("adapter.league", LEAGUE);
    keys.put("adapter.http.host", "127.0.0.1");
    keys.put("adapter.http.port", Integer.toString(settings.ports().adapter()));
    keys.put("adapter.core.bootstrap.servers", endpoints.core());
    keys.put("adapter.schema.registry.url", endpoints.registryUrl());
    keys.put("adapter.postgres.url", endpoints.postgresUrl());
    keys.put("adapter.postgres.user", endpoints.postgresUser());
    Path file = properties(ADAPTER, keys);
    JavaCommand java =
        new JavaCommand("io.oddsupdate.adapter.Adapter", "384m", layout.adapterJar())
            .quickStart()
            .argument("--config", file);
    String ready = "http://127.0.0.1:" + settings.ports().adapter() + "/health/ready";
    return new ProcessSpec(
        ADAPTER,
        java.command(),
        secrets.only(LocalSecrets.POSTGRES, LocalSecrets.WEBHOOK),
        () -> Http.ok(ready));
  }

  private ProcessSpec oddsJob() throws IOException {
    Endpoints endpoints = settings.endpoints();
    FlinkConf conf =
        new FlinkConf(
            layout.checkpoints(ODDS_JOB),
            ODDS_CHECKPOINTS,
            settings.ports().oddsRest(),
            settings.ports().oddsMetrics());
    JavaCommand java =
        job("io.oddsupdate.odds.OddsJob", layout.oddsJobJar(), "640m")
            .argument("--leagues", LEAGUES)
            .argument("--core.bootstrap.servers", endpoints.core())
            .argument("--schema.registry.url", endpoints.registryUrl())
            .argument("--postgres.url", endpoints.postgresUrl())
            .argument("--postgres.user", endpoints.postgresUser())
            .argument("--redis.url", endpoints.redisUrl());
    return flink(
        ODDS_JOB, java, conf, settings.ports().oddsRest(), secrets.only(LocalSecrets.REDIS));
  }

  private ProcessSpec analyticsJob() throws IOException {
    Endpoints endpoints = settings.endpoints();
    FlinkConf conf =
        new FlinkConf(
                layout.checkpoints(ANALYTICS_JOB),
                ANALYTICS_CHECKPOINTS,
                settings.ports().analyticsRest(),
                settings.ports().analyticsMetrics())
            .put("s3.endpoint", endpoints.s3Endpoint())
            .put("s3.endpoint.region", endpoints.s3Region())
            .put("s3.path.style.access", "true");
    JavaCommand java =
        job("io.oddsupdate.analytics.AnalyticsJob", layout.analyticsJobJar(), "768m")
            .argument("--leagues", LEAGUE)
            .argument("--core.bootstrap.servers", endpoints.core())
            .argument("--schema.registry.url", endpoints.registryUrl())
            .argument("--postgres.url", endpoints.postgresUrl())
            .argument("--postgres.user", endpoints.postgresUser())
            .argument("--clickhouse.url", endpoints.clickhouseUrl())
            .argument("--clickhouse.user", endpoints.clickhouseUser())
            .argument("--clickhouse.database", "odds")
            .argument("--parquet.path", "s3://" + endpoints.s3Bucket() + "/odds");
    Map<String, String> more = new LinkedHashMap<>(secrets.only(LocalSecrets.CLICKHOUSE));
    // The S3 file system of Flink takes the AWS client's own variables.
    more.putAll(secrets.aws());
    return flink(ANALYTICS_JOB, java, conf, settings.ports().analyticsRest(), more);
  }

  private ProcessSpec mirror() throws IOException {
    int port = settings.ports().mirrorMetrics();
    Endpoints endpoints = settings.endpoints();
    Path file = layout.conf(MIRROR).resolve("mm2.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        MirrorTemplate.render(
            endpoints.core(), endpoints.edge(), endpoints.registryUrl(), port, REPLICATION_FACTOR));
    JavaCommand java =
        new JavaCommand(
                "io.oddsupdate.mirror.MirrorMain", "384m", layout.mirrorJar(), layout.mirrorLib())
            .quickStart()
            .argument(file);
    String ready = "http://127.0.0.1:" + port + "/health/ready";
    return new ProcessSpec(MIRROR, java.command(), Map.of(), () -> Http.ok(ready));
  }

  private JavaCommand job(String main, String jar, String heap) {
    return new JavaCommand(main, heap, layout.flinkLib(), jar)
        .quickStart()
        .flag("-Dlog4j2.configurationFile=" + layout.flinkLogging() + "/log4j2.xml")
        .opens("java.base/java.lang", "java.base/java.util", "java.base/java.net");
  }

  private ProcessSpec flink(
      String name, JavaCommand java, FlinkConf conf, int restPort, Map<String, String> more)
      throws IOException {
    conf.write(layout.conf(name));
    Map<String, String> environment = new LinkedHashMap<>(secrets.only(LocalSecrets.POSTGRES));
    environment.putAll(more);
    environment.put("FLINK_CONF_DIR", layout.conf(name).toString());
    environment.put("FLINK_PLUGINS_DIR", layout.flinkPlugins().toString());
    FlinkJob job = new FlinkJob(restPort);
    return new ProcessSpec(
        name,
        java.command(),
        environment,
        () -> {
          FlinkJob.Progress progress = job.progress();
          return progress.running() && progress.checkpoints() > 0;
        });
  }

  private Path properties(String process, Map<String, String> keys) throws IOException {
    Path file = layout.conf(process).resolve(process + ".properties");
    Files.createDirectories(file.getParent());
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> key : keys.entrySet()) {
        writer.write(key.getKey() + "=" + key.getValue().replace("\\", "\\\\") + "\n");
      }
    }
    return file;
  }
}
