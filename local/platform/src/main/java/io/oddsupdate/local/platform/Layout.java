package io.oddsupdate.local.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where things are: what was built, and the data of one local platform.
 *
 * @param home the repository's root
 */
record Layout(Path home, Path data) {
  private static final String VERSION = "0.1.0-SNAPSHOT";

  Path logs() {
    return data.resolve("logs");
  }

  Path conf(String process) {
    return data.resolve("conf").resolve(process);
  }

  Path checkpoints(String job) {
    return data.resolve("checkpoints").resolve(job);
  }

  Path server(String name) {
    return data.resolve("servers").resolve(name);
  }

  /** The objects of the lake, as the local S3 server keeps them. */
  Path lake() {
    return server("s3").resolve("buckets");
  }

  Path ledger() {
    return data.resolve("ledger.jsonl");
  }

  Path flinkPlugins() {
    return home.resolve("local/flink/target/flink/plugins");
  }

  String flinkLib() {
    return home.resolve("local/flink/target/flink/lib") + "/*";
  }

  String flinkLogging() {
    return home.resolve("local/flink/target/flink/conf").toString();
  }

  String serversLib() {
    return home.resolve("local/servers/target/lib") + "/*";
  }

  /** The registry's own runner jar; its manifest names the rest. */
  String registry() {
    return home.resolve("local/servers/target/registry") + "/*";
  }

  /** Without what the other servers need, which would come before the registry's own. */
  String serversJar() {
    return home.resolve("local/servers/target/lib/odds-local-servers-" + VERSION + ".jar")
        .toString();
  }

  String s3Lib() {
    return home.resolve("local/s3/target/lib") + "/*";
  }

  String mirrorLib() {
    return home.resolve("connectors/mirror/target/lib") + "/*";
  }

  String mirrorJar() {
    return jar("connectors/mirror", "odds-mirror", "");
  }

  String adapterJar() {
    return jar("connectors/adapter", "odds-adapter", "-deploy");
  }

  String oddsJobJar() {
    return jar("jobs/odds", "odds-job", "-deploy");
  }

  String analyticsJobJar() {
    return jar("jobs/analytics", "analytics-job", "-deploy");
  }

  /**
   * Checks that everything was built.
   *
   * @throws IllegalStateException naming what is missing and the command that builds it
   */
  void requireBuilt() {
    for (String jar : List.of(mirrorJar(), adapterJar(), oddsJobJar(), analyticsJobJar())) {
      if (!Files.exists(Path.of(jar))) {
        throw new IllegalStateException(jar + " is not there. Run: make build");
      }
    }
  }

  private String jar(String module, String artifact, String classifier) {
    return home.resolve(module)
        .resolve("target")
        .resolve(artifact + "-" + VERSION + classifier + ".jar")
        .toString();
  }
}
