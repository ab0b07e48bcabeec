package io.oddsupdate.local.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A cluster of one node, broker and controller in one, of the classes that production runs.
 *
 * @param name {@code core} or {@code edge}; its port is chosen with {@code <NAME>_PORT}
 */
record KafkaCluster(String name, int port, Path data) {

  /** Reads {@code name:port:folder}. */
  static KafkaCluster parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length != 3 || parts[0].isBlank() || parts[2].isBlank()) {
      throw new UsageException("--cluster must be name:port:folder, got " + text);
    }
    return new KafkaCluster(
        parts[0],
        Arguments.parsePort("the port of --cluster " + text, parts[1]),
        Path.of(parts[2]).toAbsolutePath().normalize());
  }

  String bootstrap() {
    return ServerProcess.LOOPBACK + ":" + port;
  }

  String setting() {
    return name.toUpperCase(Locale.ROOT) + "_PORT";
  }

  /** Formats the folder if it is new, and starts the node. */
  KafkaRaftServer start() throws IOException {
    Properties properties = properties(ServerProcess.freePort());
    if (!Files.exists(data.resolve("log/meta.properties"))) {
      format(properties);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    return server;
  }

  private void format(Properties properties) throws IOException {
    // A format that was killed half-way has left a folder without the file that ends it.
    MachineCache.delete(data.resolve("log"));
    Path file = data.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      properties.store(writer, null);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    List<String> command =
        new ArrayList<>(List.of("format", "--config", file.toString(), "--cluster-id"));
    command.add(Uuid.randomUuid().toString());
    int code =
        StorageTool.execute(
            command.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IOException(
          "cannot format " + data + ": " + said.toString(StandardCharsets.UTF_8).strip());
    }
  }

  /**
   * The configuration. Nobody but this node speaks to its controller, so the controller's port may
   * be another one at every start: with a list of voters in the configuration it is kept nowhere.
   */
  private Properties properties(int controllerPort) {
    Properties properties = new Properties();
    String controller = ServerProcess.LOOPBACK + ":" + controllerPort;
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@" + controller);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listeners", "PLAINTEXT://" + bootstrap() + ",CONTROLLER://" + controller);
    properties.put("advertised.listeners", "PLAINTEXT://" + bootstrap());
    properties.put("log.dirs", data.resolve("log").toString());
    properties.put("auto.create.topics.enable", "false");

    // One node holds every copy.
    properties.put("default.replication.factor", "1");
    properties.put("min.insync.replicas", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");

    // A handful of groups and transactional ids: 50 partitions for them would only cost start-up.
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.num.partitions", "4");

    // The bound of what a checkpointing job may ask for; Kafka's own default, said explicitly
    // because the jobs' transaction timeouts are chosen against it.
    properties.put("transaction.max.timeout.ms", "900000");
    properties.put("group.initial.rebalance.delay.ms", "0");

    // After a kill, the controller refuses the same node until its old session has ended: 9 s by
    // default. Shorter than this, a machine under load would lose its only broker.
    properties.put("broker.session.timeout.ms", "6000");
    properties.put("broker.heartbeat.interval.ms", "1000");

    // Small: two clusters, two cores, one machine.
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    properties.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.put("num.recovery.threads.per.data.dir", "2");
    return properties;
  }
}
