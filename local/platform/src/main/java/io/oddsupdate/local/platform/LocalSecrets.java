package io.oddsupdate.local.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The secrets of a local platform: made at its first start, kept with its data, readable by the
 * user alone, and handed to processes as environment variables, as production does. A variable that
 * the user set wins.
 */
final class LocalSecrets {
  static final String POSTGRES = "POSTGRES_PASSWORD";
  static final String WEBHOOK = "WEBHOOK_SECRET_NBA_LIVEDATA";
  static final String S3_ACCESS = "S3_ACCESS_KEY";
  static final String S3_SECRET = "S3_SECRET_KEY";

  private static final int SECRET_BYTES = 32;

  private final Map<String, String> values;

  private LocalSecrets(Map<String, String> values) {
    this.values = values;
  }

  static LocalSecrets load(Path data, Map<String, String> environment) throws IOException {
    Path file = data.resolve("secrets.properties");
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        kept.load(reader);
      }
    }
    Map<String, String> values = new HashMap<>();
    for (String name : new String[] {POSTGRES, WEBHOOK, S3_ACCESS, S3_SECRET}) {
      String given = environment.getOrDefault(name, "");
      String value = given.isEmpty() ? kept.getProperty(name, made(name)) : given;
      kept.setProperty(name, value);
      values.put(name, value);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      kept.store(writer, "Secrets of this local platform");
    }
    return new LocalSecrets(values);
  }

  String get(String name) {
    return values.get(name);
  }

  /** For a process that needs these secrets and no others. */
  Map<String, String> only(String... names) {
    Map<String, String> some = new HashMap<>();
    for (String name : names) {
      some.put(name, get(name));
    }
    return some;
  }

  /** Under the names that the AWS client reads. */
  Map<String, String> aws() {
    return Map.of("AWS_ACCESS_KEY_ID", get(S3_ACCESS), "AWS_SECRET_ACCESS_KEY", get(S3_SECRET));
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
