package io.oddsupdate.analytics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A Kafka of one node, of the classes that production runs, on free ports. */
final class KafkaBroker implements AutoCloseable {
  private final int port;
  private final KafkaRaftServer server;

  KafkaBroker(Path folder) throws IOException {
    port = freePort();
    Properties properties = properties(folder, port, freePort());
    Path file = folder.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      properties.store(writer, null);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] format = {
      "format", "--config", file.toString(), "--cluster-id", Uuid.randomUuid().toString()
    };
    if (StorageTool.execute(format, new PrintStream(said, true, StandardCharsets.UTF_8)) != 0) {
      throw new IOException(said.toString(StandardCharsets.UTF_8));
    }
    server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private static Properties properties(Path folder, int port, int controllerPort) {
    String controller = "127.0.0.1:" + controllerPort;
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@" + controller);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://" + controller);
    properties.put("log.dirs", folder.resolve("log").toString());
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      properties.put(topic + ".replication.factor", "1");
      properties.put(topic + ".num.partitions", "1");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    return properties;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
