package io.oddsupdate.adapter;

import io.oddsupdate.adapter.core.FeedConfig;
import io.oddsupdate.adapter.core.KafkaClients;
import io.oddsupdate.adapter.http.HttpConfig;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The adapter's configuration, from one properties file. An unknown key is refused by name.
 *
 * @param registryUrl root of the registry's Confluent API
 * @param postgresUrl JDBC address of the reference data
 */
public record AdapterConfig(
    FeedConfig feed, HttpConfig http, String registryUrl, String postgresUrl, String postgresUser) {
  /** Every property {@code adapter.core.<name>} goes to the Kafka clients as {@code <name>}. */
  private static final String KAFKA = "adapter.core.";

  /** Every other key with its default; null must be set. */
  private static final Map<String, String> DEFAULTS = defaults();

  private static Map<String, String> defaults() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("adapter.vendor", "nba-livedata");
    keys.put("adapter.league", "nba");
    keys.put("adapter.http.host", "127.0.0.1");
    keys.put("adapter.http.port", "8088");
    keys.put(KAFKA + "bootstrap.servers", null);
    keys.put("adapter.schema.registry.url", null);
    keys.put("adapter.postgres.url", null);
    keys.put("adapter.postgres.user", null);
    // What Standard Webhooks recommends.
    keys.put("adapter.webhook.tolerance-s", "300");
    // A full list is 400 kB at the end of a game: ten of them.
    keys.put("adapter.body.max-bytes", Integer.toString(4 << 20));
    keys.put("adapter.body.max-drain-bytes", Integer.toString(64 << 20));
    keys.put("adapter.body.max-total-bytes", Integer.toString(128 << 20));
    keys.put("adapter.body.idle-timeout-ms", "10000");
    keys.put("adapter.body.min-bytes-per-s", "1024");
    keys.put("adapter.json.max-depth", "32");
    keys.put("adapter.queue.max-requests", "256");
    keys.put("adapter.feed.silence-ms", "20000");
    // Edits come for over an hour after an action; two days is far beyond.
    keys.put("adapter.games.keep-after-end-h", "48");
    return keys;
  }

  /**
   * Reads a properties file.
   *
   * @throws IllegalArgumentException naming the key at fault and the fix
   */
  public static AdapterConfig load(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the configuration " + file, e);
    }
    Map<String, String> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return parse(settings);
  }

  /**
   * Parses settings by key.
   *
   * @throws IllegalArgumentException naming the key at fault and the fix
   */
  public static AdapterConfig parse(Map<String, String> settings) {
    settings.keySet().forEach(AdapterConfig::refuseUnknown);
    Map<String, String> all = new HashMap<>(DEFAULTS);
    settings.forEach((key, value) -> all.put(key, value.strip()));
    for (Map.Entry<String, String> setting : all.entrySet()) {
      if (setting.getValue() == null || setting.getValue().isEmpty()) {
        throw new IllegalArgumentException(setting.getKey() + " must be set");
      }
    }
    Map<String, String> kafka = new HashMap<>();
    all.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA)) {
            kafka.put(key.substring(KAFKA.length()), value);
          }
        });
    Duration tolerance = Duration.ofSeconds(number(all, "adapter.webhook.tolerance-s"));
    return new AdapterConfig(
        new FeedConfig(
            all.get("adapter.vendor"),
            all.get("adapter.league"),
            Duration.ofMillis(number(all, "adapter.feed.silence-ms")),
            Duration.ofHours(number(all, "adapter.games.keep-after-end-h")),
            // A push may be signed for the far end of the window and come again at the near end.
            tolerance.multipliedBy(2),
            whole(all, "adapter.queue.max-requests"),
            whole(all, "adapter.json.max-depth"),
            kafka),
        new HttpConfig(
            all.get("adapter.http.host"),
            whole(all, "adapter.http.port"),
            tolerance,
            whole(all, "adapter.body.max-bytes"),
            number(all, "adapter.body.max-drain-bytes"),
            number(all, "adapter.body.max-total-bytes"),
            Duration.ofMillis(number(all, "adapter.body.idle-timeout-ms")),
            whole(all, "adapter.body.min-bytes-per-s")),
        all.get("adapter.schema.registry.url"),
        all.get("adapter.postgres.url"),
        all.get("adapter.postgres.user"));
  }

  private static void refuseUnknown(String key) {
    boolean known =
        DEFAULTS.containsKey(key)
            || (key.startsWith(KAFKA)
                && KafkaClients.settable().contains(key.substring(KAFKA.length())));
    if (!known) {
      throw new IllegalArgumentException(
          "unknown key " + key + ": did you mean " + nearest(key) + "?");
    }
  }

  private static String nearest(String key) {
    return Stream.concat(
            DEFAULTS.keySet().stream(), KafkaClients.settable().stream().map(KAFKA::concat))
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
        .orElseThrow();
  }

  /** How many letters must change to turn one into the other. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }

  private static int whole(Map<String, String> settings, String key) {
    long value = number(settings, key);
    if (value != (int) value) {
      throw new IllegalArgumentException(key + " is too large: " + value);
    }
    return (int) value;
  }

  private static long number(Map<String, String> settings, String key) {
    try {
      return Long.parseLong(settings.get(key));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          key + " must be a whole number, got " + settings.get(key), e);
    }
  }
}
