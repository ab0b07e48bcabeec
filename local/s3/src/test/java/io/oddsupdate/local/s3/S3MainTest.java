package io.oddsupdate.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.local.servers.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3MainTest {
  private static final String ACCESS_KEY = "odds-local";
  private static final String SECRET_KEY = "odds-local-secret";
  private static final String BUCKET = "odds-lake";

  @TempDir Path folder;
  private final int port;

  S3MainTest() throws IOException {
    port = ServerProcess.freePort();
  }

  @Test
  void keepsObjectsThroughAKillAndOnlyForTheKey() throws Exception {
    Process server = begin("first");
    try (S3Client client = client(SECRET_KEY)) {
      client.putObject(b -> b.bucket(BUCKET).key("odds/a"), RequestBody.fromString("kept"));
    }
    server.destroyForcibly().waitFor();

    Process again = begin("second");
    try (S3Client client = client(SECRET_KEY);
        S3Client stranger = client("wrong")) {
      assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("odds/a")).asUtf8String())
          .isEqualTo("kept");
      assertThatThrownBy(() -> stranger.getObjectAsBytes(b -> b.bucket(BUCKET).key("odds/a")))
          .isInstanceOfSatisfying(
              S3Exception.class, error -> assertThat(error.statusCode()).isEqualTo(403));
    } finally {
      end(again);
    }
  }

  @Test
  void showsAMultipartUploadOnlyWhenItIsComplete() throws Exception {
    Process server = begin("multipart");
    try (S3Client client = client(SECRET_KEY)) {
      String upload = client.createMultipartUpload(b -> b.bucket(BUCKET).key("odds/p")).uploadId();
      String tag =
          client
              .uploadPart(
                  b -> b.bucket(BUCKET).key("odds/p").uploadId(upload).partNumber(1),
                  RequestBody.fromString("rows"))
              .eTag();
      assertThat(client.listObjectsV2(b -> b.bucket(BUCKET).prefix("odds/")).contents()).isEmpty();

      client.completeMultipartUpload(
          b ->
              b.bucket(BUCKET)
                  .key("odds/p")
                  .uploadId(upload)
                  .multipartUpload(
                      CompletedMultipartUpload.builder()
                          .parts(CompletedPart.builder().partNumber(1).eTag(tag).build())
                          .build()));

      assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key("odds/p")).asUtf8String())
          .isEqualTo("rows");
      assertThat(folder.resolve("data/buckets/odds-lake/odds/p")).hasContent("rows");
    } finally {
      end(server);
    }
  }

  @Test
  void saysWhichPortIsTakenAndHowToChooseAnother() throws Exception {
    Process first = begin("first");
    try {
      Process second = start("second", folder.resolve("other"));

      assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(ServerProcess.EXIT_PORT_TAKEN);
      assertThat(Files.readString(folder.resolve("second.log")))
          .contains("port " + port)
          .contains("S3_PORT");
    } finally {
      end(first);
    }
  }

  private Process begin(String name) throws Exception {
    Process server = start(name, folder.resolve("data"));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.readString(folder.resolve(name + ".log")).contains("event=server_ready")) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("not ready: " + Files.readString(folder.resolve(name + ".log")));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return server;
  }

  private Process start(String name, Path data) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            S3Main.class.getName(),
            "--port",
            Integer.toString(port),
            "--data",
            data.toString(),
            "--bucket",
            BUCKET,
            "--parent-pid",
            Long.toString(ProcessHandle.current().pid()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
    builder.environment().put("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    return builder.redirectOutput(folder.resolve(name + ".log").toFile()).start();
  }

  private static void end(Process server) throws InterruptedException {
    server.destroy();
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).as("ends on SIGTERM").isTrue();
  }

  private S3Client client(String secretKey) {
    return S3Client.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, secretKey)))
        .build();
  }
}
