package io.oddsupdate.odds;

import io.oddsupdate.lookup.PostgresConfig;
import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.lookup.Secret;
import io.oddsupdate.odds.enrich.EnrichConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The job's settings, as {@code --key value} arguments. Secrets come from the environment, and so
 * may addresses: a cluster knows them only when its servers exist.
 *
 * @param leagues whose raw topics are read
 * @param kafka properties of every Kafka client, bootstrap.servers among them
 * @param transactionalIdPrefix unique among all jobs of the cluster
 * @param transactionTimeout at most the broker's {@code transaction.max.timeout.ms}
 */
public record OddsJobConfig(
    List<String> leagues,
    Map<String, String> kafka,
    String registryUrl,
    EnrichConfig enrich,
    String transactionalIdPrefix,
    Duration transactionTimeout) {
  private static final String LEAGUES = "leagues";

  /** {@code --core.<name>} goes to the Kafka clients as {@code <name>}. */
  private static final String KAFKA = "core.";

  private static final String CORE = KAFKA + ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG;
  private static final String REGISTRY = "schema.registry.url";
  private static final String POSTGRES_URL = "postgres.url";
  private static final String POSTGRES_USER = "postgres.user";
  private static final String REDIS = "redis.url";
  private static final String DEADLINE = "lookup.deadline-ms";
  private static final String CACHE = "lookup.cache-ms";
  private static final String HOT_CACHE = "lookup.hot-cache-ms";
  private static final String IN_FLIGHT = "lookup.max-in-flight";
  private static final String PREFIX = "transactional-id-prefix";
  private static final String TRANSACTION_TIMEOUT = "transaction.timeout-ms";

  /** Where an address may stand that is not among the arguments. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          CORE, "CORE_BOOTSTRAP_SERVERS",
          REGISTRY, "SCHEMA_REGISTRY_URL",
          POSTGRES_URL, "POSTGRES_URL",
          POSTGRES_USER, "POSTGRES_USER",
          REDIS, "REDIS_URL");

  /** How clients log in; everything else about them is the job's own. */
  private static final Set<String> KAFKA_SECURITY =
      ConsumerConfig.configNames().stream()
          .filter(name -> name.matches("(security|sasl|ssl)[.].*"))
          .map(KAFKA::concat)
          .collect(Collectors.toUnmodifiableSet());

  /** Without a value, one has to be given. */
  private static final Map<String, String> DEFAULTS = defaults();

  /** As many as a lookup may run at once, so that no attempt waits for a connection. */
  private static final int CONNECTIONS = 4;

  public OddsJobConfig {
    require(!leagues.isEmpty(), "--leagues must name at least one league, such as nba");
    for (String league : leagues) {
      require(league.matches("[a-z]+"), "--leagues must be lower-case names, got " + league);
    }
    require(
        registryUrl.startsWith("http://") || registryUrl.startsWith("https://"),
        "--schema.registry.url must be an http address, got " + registryUrl);
    require(!transactionalIdPrefix.isBlank(), "--transactional-id-prefix must not be empty");
    require(
        transactionTimeout.toMillis() > 0,
        "--transaction.timeout-ms must be positive, got " + transactionTimeout.toMillis());
    leagues = List.copyOf(leagues);
    kafka = Map.copyOf(kafka);
  }

  /**
   * Reads the arguments.
   *
   * @param environment for POSTGRES_PASSWORD and REDIS_PASSWORD, and for addresses that are not
   *     given
   * @throws IllegalArgumentException naming the argument that is missing, unknown or wrong
   */
  public static OddsJobConfig parse(String[] args, Map<String, String> environment) {
    Map<String, String> given = given(args);
    VARIABLES.forEach(
        (key, variable) -> {
          if (environment.containsKey(variable)) {
            given.putIfAbsent(key, environment.get(variable));
          }
        });
    List<String> leagues = Arrays.asList(text(given, LEAGUES).split(",", -1));
    Duration deadline = millis(given, DEADLINE);
    return new OddsJobConfig(
        leagues,
        kafka(given),
        text(given, REGISTRY),
        new EnrichConfig(
            new PostgresConfig(
                text(given, POSTGRES_URL),
                text(given, POSTGRES_USER),
                secret(environment, "POSTGRES_PASSWORD"),
                CONNECTIONS),
            new RedisConfig(
                URI.create(text(given, REDIS)),
                secret(environment, "REDIS_PASSWORD"),
                CONNECTIONS,
                deadline),
            deadline,
            millis(given, CACHE),
            millis(given, HOT_CACHE),
            Math.toIntExact(number(given, IN_FLIGHT))),
        given.getOrDefault(PREFIX, "odds-" + String.join("-", leagues)),
        millis(given, TRANSACTION_TIMEOUT));
  }

  /** The job's name, also that of its consumer group and of its rows in {@code job_starts}. */
  public String jobName() {
    return "odds-" + String.join("-", leagues);
  }

  private static Map<String, String> kafka(Map<String, String> given) {
    Map<String, String> kafka = new TreeMap<>();
    kafka.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, text(given, CORE));
    KAFKA_SECURITY.stream()
        .filter(given::containsKey)
        .forEach(key -> kafka.put(key.substring(KAFKA.length()), text(given, key)));
    return kafka;
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new HashMap<>();
    for (String required : List.of(CORE, REGISTRY, POSTGRES_URL, POSTGRES_USER, REDIS, PREFIX)) {
      defaults.put(required, null);
    }
    defaults.put(LEAGUES, "nba,nfl,mlb,nhl,epl");
    // An answer that takes longer would delay every price behind it by more than it is worth.
    defaults.put(DEADLINE, "200");
    // A reference changes a few times a day, hot state within a game.
    defaults.put(CACHE, "1000");
    defaults.put(HOT_CACHE, "200");
    defaults.put(IN_FLIGHT, "256");
    // Below the broker's default limit of 15 minutes, above any restart.
    defaults.put(TRANSACTION_TIMEOUT, "600000");
    return defaults;
  }

  private static Map<String, String> given(String[] args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String key = args[i].startsWith("--") ? args[i].substring(2) : "";
      require(
          DEFAULTS.containsKey(key) || KAFKA_SECURITY.contains(key),
          "unknown argument '%s': known are --core.security.*, --core.sasl.*, --core.ssl.*, --%s"
              .formatted(args[i], String.join(", --", new TreeSet<>(DEFAULTS.keySet()))));
      require(i + 1 < args.length, "--" + key + " needs a value");
      require(given.put(key, args[i + 1]) == null, "--" + key + " is given twice");
    }
    return given;
  }

  private static String text(Map<String, String> given, String key) {
    String value = given.getOrDefault(key, DEFAULTS.get(key));
    require(
        value != null && !value.isBlank(),
        "--%s is missing%s"
            .formatted(key, VARIABLES.containsKey(key) ? ", and so is " + VARIABLES.get(key) : ""));
    return value;
  }

  private static long number(Map<String, String> given, String key) {
    String value = text(given, key);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + key + " must be a whole number, got " + value, e);
    }
  }

  private static Duration millis(Map<String, String> given, String key) {
    return Duration.ofMillis(number(given, key));
  }

  private static Secret secret(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null ? Secret.NONE : new Secret(value);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
