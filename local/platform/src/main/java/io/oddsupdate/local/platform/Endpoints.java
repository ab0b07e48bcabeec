package io.oddsupdate.local.platform;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where every server is. A variable points any of them to an existing server; the platform then
 * starts none of its own.
 *
 * @param registryUrl the Confluent API's root
 * @param postgresUrl JDBC
 * @param s3Region that requests are signed for
 * @param external the settings of the ports whose server is elsewhere
 */
public record Endpoints(
    String core,
    String edge,
    String registryUrl,
    String postgresUrl,
    String postgresUser,
    String redisUrl,
    String s3Endpoint,
    String s3Region,
    String s3Bucket,
    String clickhouseUrl,
    String clickhouseUser,
    List<String> external) {

  private static final Pattern BROKERS = Pattern.compile("[^\\s,/@]+:\\d+(,[^\\s,/@]+:\\d+)*");
  private static final Pattern AWS_REGION =
      Pattern.compile("s3[.-]([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?");

  /** What S3 servers outside of AWS take for granted. */
  private static final String DEFAULT_REGION = "us-east-1";

  private static final List<String> WEB = List.of("http", "https");

  /** As variables name them; what is wrong with one is found by who uses it. */
  public static Endpoints of(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    return read(variables, Ports.read(variables));
  }

  static Endpoints read(Variables variables, Ports ports) {
    List<String> external = new ArrayList<>();
    Endpoints endpoints =
        new Endpoints(
            at(variables, "CORE_BOOTSTRAP_SERVERS", local(ports.core()), "CORE_PORT", external),
            at(variables, "EDGE_BOOTSTRAP_SERVERS", local(ports.edge()), "EDGE_PORT", external),
            at(
                variables,
                "SCHEMA_REGISTRY_URL",
                "http://" + local(ports.registry()) + "/apis/ccompat/v7",
                "REGISTRY_PORT",
                external),
            at(
                variables,
                "POSTGRES_URL",
                "jdbc:postgresql://" + local(ports.postgres()) + "/odds",
                "POSTGRES_PORT",
                external),
            variables.text("POSTGRES_USER").orElse("odds"),
            at(variables, "REDIS_URL", "redis://" + local(ports.redis()), "REDIS_PORT", external),
            at(variables, "S3_ENDPOINT", "http://" + local(ports.s3()), "S3_PORT", external),
            variables.text("S3_REGION").orElse(region(variables)),
            variables.text("S3_BUCKET").orElse("odds-lake"),
            at(
                variables,
                "CLICKHOUSE_URL",
                "http://" + local(ports.clickhouse()),
                "CLICKHOUSE_PORT",
                external),
            variables.text("CLICKHOUSE_USER").orElse("default"),
            external);
    endpoints.check(variables);
    return endpoints;
  }

  /** Whether the platform starts the server of this port setting itself. */
  boolean starts(String portSetting) {
    return !external.contains(portSetting);
  }

  private static String local(int port) {
    return "127.0.0.1:" + port;
  }

  private static String at(
      Variables variables, String name, String ours, String port, List<String> external) {
    return variables
        .text(name)
        .map(
            theirs -> {
              external.add(port);
              // Paths are put behind it.
              return theirs.replaceAll("/+$", "");
            })
        .orElse(ours);
  }

  /** AWS names the region in the address. */
  private static String region(Variables variables) {
    Matcher region = AWS_REGION.matcher(variables.text("S3_ENDPOINT").orElse(""));
    return region.find() ? region.group(1) : DEFAULT_REGION;
  }

  private void check(Variables variables) {
    brokers(variables, "CORE_BOOTSTRAP_SERVERS", core);
    brokers(variables, "EDGE_BOOTSTRAP_SERVERS", edge);
    address(variables, "SCHEMA_REGISTRY_URL", registryUrl, WEB);
    address(variables, "REDIS_URL", redisUrl, List.of("redis", "rediss"));
    address(variables, "S3_ENDPOINT", s3Endpoint, WEB);
    address(variables, "CLICKHOUSE_URL", clickhouseUrl, WEB);
    if (!postgresUrl.startsWith("jdbc:postgresql://")) {
      variables.problem(
          "POSTGRES_URL: it takes a JDBC address such as jdbc:postgresql://host:5432/odds");
    } else if (postgresUrl.contains("@") || postgresUrl.matches("(?i).*[?&](user|password)=.*")) {
      // It is printed and handed to processes as an argument.
      variables.problem(
          "POSTGRES_URL: it takes no user and no password; use POSTGRES_USER, POSTGRES_PASSWORD");
    }
    if (!starts("S3_PORT")) {
      for (String key : List.of(LocalSecrets.S3_ACCESS, LocalSecrets.S3_SECRET)) {
        if (variables.text(key).isEmpty()) {
          variables.problem(key + ": S3_ENDPOINT needs it, requests are signed with it");
        }
      }
    }
  }

  private static void brokers(Variables variables, String name, String value) {
    if (!BROKERS.matcher(value).matches()) {
      variables.problem(name + "=" + value + ": it takes host:port, more of them with commas");
    }
  }

  private static void address(
      Variables variables, String name, String value, List<String> schemes) {
    URI uri = uri(value);
    if (uri.getHost() == null || !schemes.contains(uri.getScheme())) {
      variables.problem(name + ": it takes an address such as " + schemes.get(0) + "://host:port");
    } else if (uri.getUserInfo() != null) {
      variables.problem(
          name + ": it takes no user and no password, which have variables of their own");
    } else if (name.equals("REDIS_URL") && uri.getPort() < 0) {
      variables.problem(name + ": it must name the port, such as redis://host:6379");
    }
  }

  private static URI uri(String value) {
    try {
      return URI.create(value);
    } catch (IllegalArgumentException e) {
      return URI.create("");
    }
  }
}
