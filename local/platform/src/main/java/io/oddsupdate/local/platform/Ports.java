package io.oddsupdate.local.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports of the local platform, all on the loopback address. */
public record Ports(
    int board,
    int adapter,
    int core,
    int edge,
    int registry,
    int postgres,
    int redis,
    int s3,
    int clickhouse,
    int oddsRest,
    int oddsMetrics,
    int analyticsRest,
    int analyticsMetrics,
    int mirrorMetrics) {

  static Ports read(Variables variables) {
    return new Ports(
        variables.port("BOARD_PORT", 8080),
        variables.port("ADAPTER_PORT", 8088),
        variables.port("CORE_PORT", 19092),
        variables.port("EDGE_PORT", 29092),
        variables.port("REGISTRY_PORT", 18081),
        variables.port("POSTGRES_PORT", 15432),
        variables.port("REDIS_PORT", 16379),
        variables.port("S3_PORT", 19000),
        variables.port("CLICKHOUSE_PORT", 18123),
        variables.port("ODDS_REST_PORT", 18281),
        variables.port("ODDS_METRICS_PORT", 18291),
        variables.port("ANALYTICS_REST_PORT", 18282),
        variables.port("ANALYTICS_METRICS_PORT", 18292),
        variables.port("MIRROR_METRICS_PORT", 18293));
  }

  /** Each port by the variable that sets it. */
  Map<String, Integer> bySetting() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("BOARD_PORT", board);
    ports.put("ADAPTER_PORT", adapter);
    ports.put("CORE_PORT", core);
    ports.put("EDGE_PORT", edge);
    ports.put("REGISTRY_PORT", registry);
    ports.put("POSTGRES_PORT", postgres);
    ports.put("REDIS_PORT", redis);
    ports.put("S3_PORT", s3);
    ports.put("CLICKHOUSE_PORT", clickhouse);
    ports.put("ODDS_REST_PORT", oddsRest);
    ports.put("ODDS_METRICS_PORT", oddsMetrics);
    ports.put("ANALYTICS_REST_PORT", analyticsRest);
    ports.put("ANALYTICS_METRICS_PORT", analyticsMetrics);
    ports.put("MIRROR_METRICS_PORT", mirrorMetrics);
    return ports;
  }

  /**
   * Every port, of those that the platform itself will open, that somebody else has.
   *
   * @param notOpened settings whose server is elsewhere
   */
  List<String> taken(List<String> notOpened) {
    List<String> taken = new ArrayList<>();
    bySetting()
        .forEach(
            (setting, port) -> {
              if (!notOpened.contains(setting) && !free(port)) {
                taken.add(
                    "port "
                        + port
                        + " is taken: stop what listens there, or choose another one with "
                        + setting
                        + "=<port>");
              }
            });
    return taken;
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
