package io.oddsupdate.local.platform;

import io.oddsupdate.local.proof.LakeConfig;
import io.oddsupdate.lookup.Secret;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The secrets of a platform, handed to processes as environment variables, as production does. What
 * the local servers need is made at the first start and kept with their data, readable by the user
 * alone. A variable that the user set wins; one of an existing server is never written to a file.
 */
final class LocalSecrets {
  static final String POSTGRES = "POSTGRES_PASSWORD";
  static final String WEBHOOK = "WEBHOOK_SECRET_NBA_LIVEDATA";
  static final String S3_ACCESS = "S3_ACCESS_KEY";
  static final String S3_SECRET = "S3_SECRET_KEY";
  static final String REDIS = "REDIS_PASSWORD";
  static final String CLICKHOUSE = "CLICKHOUSE_PASSWORD";

  /** Every variable that holds one; a process gets those that it needs and no others. */
  static final List<String> NAMES =
      List.of(POSTGRES, WEBHOOK, S3_ACCESS, S3_SECRET, REDIS, CLICKHOUSE);

  /** Without a password, the local Redis and ClickHouse ask for none. */
  private static final List<String> NEVER_MADE = List.of(REDIS, CLICKHOUSE);

  private static final Map<String, String> PORTS =
      Map.of(
          POSTGRES, "POSTGRES_PORT",
          S3_ACCESS, "S3_PORT",
          S3_SECRET, "S3_PORT",
          REDIS, "REDIS_PORT",
          CLICKHOUSE, "CLICKHOUSE_PORT");

  private static final int SECRET_BYTES = 32;

  private final Map<String, String> values;

  private LocalSecrets(Map<String, String> values) {
    this.values = values;
  }

  /** Of a platform with a data folder; makes what is missing. */
  static LocalSecrets load(Path data, Endpoints endpoints, Map<String, String> environment)
      throws IOException {
    Path file = data.resolve("secrets.properties");
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        kept.load(reader);
      }
    }
    LocalSecrets secrets = given(environment);
    for (String name : NAMES) {
      if (PORTS.containsKey(name) && !endpoints.starts(PORTS.get(name))) {
        kept.remove(name);
        continue;
      }
      String given = secrets.get(name);
      if (given.isEmpty() && !NEVER_MADE.contains(name)) {
        given = kept.getProperty(name, made(name));
        secrets.values.put(name, given);
      }
      kept.setProperty(name, given);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      kept.store(writer, "Secrets of this local platform");
    }
    return secrets;
  }

  /** What the user gave, empty where nothing was. */
  static LocalSecrets given(Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    NAMES.forEach(name -> values.put(name, environment.getOrDefault(name, "")));
    return new LocalSecrets(values);
  }

  String get(String name) {
    return values.get(name);
  }

  /** For a process that needs these secrets and no others. */
  Map<String, String> only(String... names) {
    Map<String, String> some = new HashMap<>();
    for (String name : names) {
      if (!get(name).isEmpty()) {
        some.put(name, get(name));
      }
    }
    return some;
  }

  /** Under the names that the AWS client reads. */
  Map<String, String> aws() {
    return Map.of(
        "AWS_ACCESS_KEY_ID", get(S3_ACCESS),
        "AWS_SECRET_ACCESS_KEY", get(S3_SECRET),
        // One of the user's shell belongs to other keys.
        "AWS_SESSION_TOKEN", "");
  }

  /** The lake that the analytics job writes. */
  LakeConfig lake(Endpoints endpoints) {
    return new LakeConfig(
        URI.create(endpoints.s3Endpoint()),
        endpoints.s3Region(),
        endpoints.s3Bucket(),
        "odds/",
        get(S3_ACCESS),
        new Secret(get(S3_SECRET)));
  }

  @Override
  public String toString() {
    return "LocalSecrets[***]";
  }

  private static String made(String name) {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return name.equals(WEBHOOK)
        ? "whsec_" + Base64.getEncoder().encodeToString(bytes)
        : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
