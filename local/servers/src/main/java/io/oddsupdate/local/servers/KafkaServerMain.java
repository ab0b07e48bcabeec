package io.oddsupdate.local.servers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/**
 * The Kafka clusters: {@code --cluster core:19092:DIR --cluster edge:29092:DIR}. One process for
 * both saves a JVM; each has its own folder, controller and cluster id.
 */
public final class KafkaServerMain {
  private static final String TRANSACTION_VERSION = "transaction.version";

  /** KIP-890: a broker that verifies transactions, without which an old one may hang a reader. */
  private static final short TRANSACTION_VERSION_2 = 2;

  private KafkaServerMain() {}

  public static void main(String[] args) {
    LogSettings.apply();
    ServerProcess.run("kafka", args, List.of("cluster"), KafkaServerMain::start);
  }

  private static void start(Arguments arguments) throws Exception {
    List<KafkaCluster> clusters =
        arguments.all("cluster").stream().map(KafkaCluster::parse).toList();
    if (clusters.isEmpty()) {
      throw new UsageException("--cluster name:port:folder is missing");
    }
    for (KafkaCluster cluster : clusters) {
      DataFolder.claim(cluster.data());
      ServerProcess.requireFree(cluster.port(), cluster.setting());
    }
    List<KafkaRaftServer> servers = startAll(clusters);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> servers.forEach(KafkaRaftServer::shutdown), "stop-kafka"));
    for (KafkaCluster cluster : clusters) {
      requireTransactionVersion(cluster);
    }
  }

  /** At the same time: after a kill, each waits for the end of its old session. */
  private static List<KafkaRaftServer> startAll(List<KafkaCluster> clusters)
      throws IOException, InterruptedException {
    ExecutorService starters = Executors.newFixedThreadPool(clusters.size());
    try {
      List<Future<KafkaRaftServer>> starting = new ArrayList<>();
      for (KafkaCluster cluster : clusters) {
        starting.add(starters.submit(cluster::start));
      }
      List<KafkaRaftServer> servers = new ArrayList<>();
      for (Future<KafkaRaftServer> one : starting) {
        servers.add(one.get());
      }
      return servers;
    } catch (ExecutionException e) {
      throw new IOException("a cluster does not start", e.getCause());
    } finally {
      starters.shutdown();
    }
  }

  private static void requireTransactionVersion(KafkaCluster cluster)
      throws IOException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
      FinalizedVersionRange version =
          admin
              .describeFeatures()
              .featureMetadata()
              .get(30, TimeUnit.SECONDS)
              .finalizedFeatures()
              .get(TRANSACTION_VERSION);
      if (version == null || version.maxVersionLevel() < TRANSACTION_VERSION_2) {
        throw new IOException(
            "%s has %s=%s, but exactly-once needs %d: delete %s, or raise the feature"
                .formatted(
                    cluster.name(),
                    TRANSACTION_VERSION,
                    version == null ? "none" : version.maxVersionLevel(),
                    TRANSACTION_VERSION_2,
                    cluster.data()));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(cluster.name() + " does not answer at " + cluster.bootstrap(), e);
    }
  }
}
