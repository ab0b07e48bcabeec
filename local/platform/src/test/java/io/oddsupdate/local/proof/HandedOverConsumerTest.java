package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.WireFormat;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a partner is handed over, tried as it is: the consumer and its settings, which the control
 * plane composes, against a real Kafka and a real schema registry. Only addresses and the login are
 * others.
 */
@Timeout(180)
class HandedOverConsumerTest {
  private static final Path GOLDEN = Path.of("../../tools/proof/testdata/golden");

  /** That every partner of the golden files reads. */
  private static final String TOPIC = "odds.updates.public.nba";

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

  @TempDir static Path folder;
  private static LocalServer kafka;
  private static LocalServer registry;
  private static String bootstrap;
  private static String registryUrl;

  private static final List<PublicOddsUpdate> UPDATES =
      SampleFlow.played().published.stream().map(Decoded::value).limit(5).toList();

  @BeforeAll
  static void start() throws Exception {
    int port = LocalServer.freePort();
    bootstrap = "127.0.0.1:" + port;
    kafka = LocalServer.kafka("edge", port, folder);
    int registryPort = LocalServer.freePort();
    registryUrl = "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7";
    registry =
        LocalServer.start(
            "io.oddsupdate.local.servers.RegistryMain",
            registryClassPath(),
            Map.of(),
            folder,
            "--port",
            Integer.toString(registryPort),
            "--data",
            folder.resolve("registry").toString());
    publish();
  }

  /** The registry comes with libraries of its own, which must not meet ours. */
  private static String registryClassPath() throws IOException {
    Path built = Path.of("../servers/target").toAbsolutePath().normalize();
    try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
      Path servers =
          jars.filter(jar -> jar.getFileName().toString().startsWith("odds-local-servers-"))
              .findFirst()
              .orElseThrow();
      return servers + ":" + built.resolve("registry") + "/*";
    }
  }

  @AfterAll
  static void stop() {
    if (registry != null) {
      registry.close();
    }
    kafka.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "globex"})
  void printsEveryCommittedUpdateAndNoOther(String partner) throws Exception {
    // Given what the partner got, in an empty folder
    JsonNode files = handOver(partner);
    Path home = Files.createDirectories(folder.resolve(partner));
    Files.writeString(home.resolve("OddsConsumer.java"), files.get("OddsConsumer.java").asText());
    Properties settings = new Properties();
    settings.load(new StringReader(files.get("consumer.properties").asText()));
    Files.writeString(home.resolve("consumer.properties"), here(settings));

    // When it is started as it says; updates are there, one of them of an aborted transaction
    List<String> printed = run(home, UPDATES.size() - 1);

    // Then it prints those that were committed
    assertThat(printed).hasSize(UPDATES.size() - 1).allMatch(line -> line.startsWith(TOPIC + "/"));
    for (PublicOddsUpdate update : UPDATES.subList(1, UPDATES.size())) {
      assertThat(printed).anyMatch(line -> line.contains('"' + update.getUpdateId() + '"'));
    }
    assertThat(printed).noneMatch(line -> line.contains('"' + UPDATES.get(0).getUpdateId() + '"'));
  }

  private static JsonNode handOver(String partner) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    try (Stream<Path> steps = Files.list(GOLDEN.resolve("edgepartner-" + partner))) {
      for (Path step : steps.sorted().toList()) {
        List<JsonNode> objects =
            yaml.readerFor(JsonNode.class)
                .<JsonNode>readValues(new YAMLFactory().createParser(step.toFile()))
                .readAll();
        for (JsonNode object : objects) {
          if (object.path("data").has("OddsConsumer.java")) {
            return object.get("data");
          }
        }
      }
    }
    throw new AssertionError("nothing is handed over to " + partner);
  }

  private static String here(Properties handedOver) throws IOException {
    Properties settings = new Properties();
    handedOver.forEach(
        (name, value) -> {
          if (!name.toString().startsWith("sasl.")) {
            settings.put(name, value);
          }
        });
    settings.put("security.protocol", "PLAINTEXT");
    settings.put("bootstrap.servers", bootstrap);
    settings.put("odds.schema.registry.url", registryUrl);
    StringWriter text = new StringWriter();
    settings.store(text, null);
    return text.toString();
  }

  private static void publish() throws Exception {
    int id = new SchemaRegistry(registryUrl).register(TOPIC + "-value", UPDATES.get(0).getSchema());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
    }
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "transactional.id", "mirror");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      for (PublicOddsUpdate update : UPDATES) {
        byte[] game = update.getGameId().getBytes(StandardCharsets.UTF_8);
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, game, WireFormat.encode(id, update))).get();
        if (update == UPDATES.get(0)) {
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
        }
      }
    }
  }

  /** As the hand-over file says, until it has printed so many lines. */
  private static List<String> run(Path home, int lines) throws Exception {
    Path output = home.resolve("output");
    Process consumer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "OddsConsumer.java",
                "consumer.properties")
            .directory(home.toFile())
            .redirectOutput(output.toFile())
            .redirectError(home.resolve("errors").toFile())
            .start();
    try {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (Files.readAllLines(output).size() < lines) {
        if (System.nanoTime() > deadline || consumer.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new AssertionError(
              Files.readString(output) + Files.readString(home.resolve("errors")));
        }
      }
      // What must not come has had its time, too.
      consumer.waitFor(2, TimeUnit.SECONDS);
      return Files.readAllLines(output);
    } finally {
      consumer.destroyForcibly().waitFor();
    }
  }
}
