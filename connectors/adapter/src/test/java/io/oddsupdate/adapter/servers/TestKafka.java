package io.oddsupdate.adapter.servers;

import io.oddsupdate.schemas.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Time;

/** A real broker and controller in this process; can be stopped and started on the same folder. */
public final class TestKafka implements AutoCloseable {
  private final Path folder;
  private final int brokerPort = freePort();
  private final int controllerPort = freePort();
  private KafkaRaftServer server;

  public TestKafka() {
    try {
      folder = Files.createTempDirectory("adapter-kafka");
      Path config = folder.resolve("server.properties");
      Files.writeString(config, properties());
      int code =
          StorageTool.execute(
              new String[] {
                "format", "--standalone", "-t", "4L6g3nShT-eMCtK--X86sw", "-c", config.toString()
              },
              new PrintStream(
                  java.io.OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
      if (code != 0) {
        throw new IllegalStateException("formatting " + folder + " failed with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String properties() {
    return """
    process.roles=broker,controller
    node.id=1
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    controller.listener.names=CONTROLLER
    controller.quorum.bootstrap.servers=127.0.0.1:%2$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    log.dirs=%3$s
    offsets.topic.num.partitions=1
    offsets.topic.replication.factor=1
    transaction.state.log.num.partitions=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    auto.create.topics.enable=false
    log.cleaner.dedupe.buffer.size=4194304
    file.delete.delay.ms=100
    """
        .formatted(brokerPort, controllerPort, folder.resolve("log"));
  }

  public void start() {
    try (var in = Files.newBufferedReader(folder.resolve("server.properties"))) {
      Properties properties = new Properties();
      properties.load(in);
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
      server.startup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + brokerPort;
  }

  /** Deletes the adapter's topics and creates them anew. */
  public void resetTopics() {
    List<NewTopic> topics =
        Topics.load().of("core").stream()
            .filter(t -> t.writes().contains("adapter"))
            .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      for (NewTopic topic : topics) {
        try {
          admin.deleteTopics(List.of(topic.name())).all().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw new IllegalStateException(e);
          }
        }
      }
      for (NewTopic topic : topics) {
        Await.until("topic " + topic.name() + " created", () -> created(admin, topic));
      }
    } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean created(Admin admin, NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
    Folders.delete(folder);
  }
}
