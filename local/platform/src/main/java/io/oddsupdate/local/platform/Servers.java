package io.oddsupdate.local.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The backing servers that the platform starts itself, each a process. */
final class Servers {
  private static final String PACKAGE = "io.oddsupdate.local.servers.";

  private final PlatformSettings settings;
  private final Layout layout;
  private final LocalSecrets secrets;

  Servers(PlatformSettings settings, Layout layout, LocalSecrets secrets) {
    this.settings = settings;
    this.layout = layout;
    this.secrets = secrets;
  }

  /** None of them needs another one. */
  List<ProcessSpec> all() {
    List<ProcessSpec> specs = new ArrayList<>();
    Endpoints endpoints = settings.endpoints();
    if (endpoints.starts("CORE_PORT") || endpoints.starts("EDGE_PORT")) {
      specs.add(kafka());
    }
    if (endpoints.starts("POSTGRES_PORT")) {
      specs.add(postgres());
    }
    if (endpoints.starts("REDIS_PORT")) {
      specs.add(redis());
    }
    if (endpoints.starts("S3_PORT")) {
      specs.add(s3());
    }
    if (endpoints.starts("CLICKHOUSE_PORT")) {
      specs.add(clickhouse());
    }
    if (endpoints.starts("REGISTRY_PORT")) {
      specs.add(registry());
    }
    return specs;
  }

  private ProcessSpec kafka() {
    JavaCommand java = server("KafkaServerMain", "384m");
    Endpoints endpoints = settings.endpoints();
    if (endpoints.starts("CORE_PORT")) {
      java.argument("--cluster", cluster("core", settings.ports().core()));
    }
    if (endpoints.starts("EDGE_PORT")) {
      java.argument("--cluster", cluster("edge", settings.ports().edge()));
    }
    return spec(
        "kafka",
        java,
        Map.of(),
        () -> KafkaCheck.answers(endpoints.core()) && KafkaCheck.answers(endpoints.edge()));
  }

  private String cluster(String name, int port) {
    return name + ":" + port + ":" + layout.server("kafka-" + name);
  }

  private ProcessSpec postgres() {
    JavaCommand java =
        server("PostgresMain", "32m")
            .argument("--port", settings.ports().postgres())
            .argument("--data", layout.server("postgres"));
    return spec(
        "postgres",
        java,
        secrets.only(LocalSecrets.POSTGRES),
        () -> PostgresCheck.answers(settings.endpoints(), secrets.get(LocalSecrets.POSTGRES)));
  }

  private ProcessSpec redis() {
    int port = settings.ports().redis();
    JavaCommand java =
        server("RedisMain", "24m")
            .argument("--port", port)
            .argument("--data", layout.server("redis"));
    return spec("redis", java, secrets.only(LocalSecrets.REDIS), () -> TcpCheck.answers(port));
  }

  private ProcessSpec clickhouse() {
    JavaCommand java =
        server("ClickHouseMain", "160m")
            .argument("--port", settings.ports().clickhouse())
            .argument("--data", layout.server("clickhouse"));
    return spec(
        "clickhouse",
        java,
        secrets.only(LocalSecrets.CLICKHOUSE),
        () -> Http.ok(settings.endpoints().clickhouseUrl() + "/ping"));
  }

  private ProcessSpec s3() {
    int port = settings.ports().s3();
    JavaCommand java =
        new JavaCommand("io.oddsupdate.local.s3.S3Main", "128m", layout.s3Lib())
            .quickStart()
            .argument("--port", port)
            .argument("--data", layout.server("s3"))
            .argument("--bucket", settings.endpoints().s3Bucket());
    return spec("s3", parent(java), secrets.aws(), () -> TcpCheck.answers(port));
  }

  private ProcessSpec registry() {
    JavaCommand java =
        parent(
                new JavaCommand(
                        PACKAGE + "RegistryMain", "192m", layout.serversJar(), layout.registry())
                    .quickStart())
            .argument("--port", settings.ports().registry())
            .argument("--data", layout.server("registry"));
    return spec(
        "registry",
        java,
        Map.of(),
        () -> Http.ok(settings.endpoints().registryUrl() + "/subjects"));
  }

  private JavaCommand server(String main, String heap) {
    return parent(new JavaCommand(PACKAGE + main, heap, layout.serversLib()).quickStart());
  }

  /** A server ends with the platform, even if the platform is killed. */
  private static JavaCommand parent(JavaCommand java) {
    return java.argument("--parent-pid", ProcessHandle.current().pid());
  }

  private static ProcessSpec spec(
      String name,
      JavaCommand java,
      Map<String, String> environment,
      ProcessSpec.ReadyCheck ready) {
    return new ProcessSpec(name, java.command(), environment, ready);
  }
}
