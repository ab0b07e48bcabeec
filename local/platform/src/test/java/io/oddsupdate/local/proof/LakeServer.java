package io.oddsupdate.local.proof;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.oddsupdate.lookup.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The local S3 server in a process of its own, with one bucket. */
public final class LakeServer implements AutoCloseable {
  public static final String ACCESS_KEY = "lake-test";
  public static final String SECRET_KEY = "lake-test/secret+key";

  private final LocalServer server;
  private final URI endpoint;
  private final String bucket;

  private LakeServer(LocalServer server, URI endpoint, String bucket) {
    this.server = server;
    this.endpoint = endpoint;
    this.bucket = bucket;
  }

  public static LakeServer start(Path folder, String bucket)
      throws IOException, InterruptedException {
    // Its libraries would not get along with those of the platform.
    Path lib = Path.of("../s3/target/lib").toAbsolutePath().normalize();
    assumeThat(lib).as("built by mvn verify from the root").matches(Files::isDirectory);
    int port = LocalServer.freePort();
    LocalServer server =
        LocalServer.start(
            "io.oddsupdate.local.s3.S3Main",
            lib + "/*",
            Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY),
            folder,
            "--port",
            Integer.toString(port),
            "--data",
            folder.resolve("s3").toString(),
            "--bucket",
            bucket);
    return new LakeServer(server, URI.create("http://127.0.0.1:" + port), bucket);
  }

  public URI endpoint() {
    return endpoint;
  }

  public boolean alive() {
    return server.alive();
  }

  public LakeConfig config(String prefix) {
    return new LakeConfig(
        endpoint, "us-east-1", bucket, prefix, ACCESS_KEY, new Secret(SECRET_KEY));
  }

  /** Of a lake that nobody asks. */
  static LakeConfig nowhere() {
    return new LakeConfig(
        URI.create("http://127.0.0.1:1"), "us-east-1", "none", "", "none", new Secret("none"));
  }

  @Override
  public void close() {
    server.close();
  }
}
