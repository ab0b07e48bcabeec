package io.oddsupdate.local.s3;

import io.oddsupdate.local.servers.Arguments;
import io.oddsupdate.local.servers.DataFolder;
import io.oddsupdate.local.servers.ServerProcess;
import io.oddsupdate.local.servers.UsageException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * S3: {@code --port 19000 --data DIR --bucket odds-lake}, with {@code AWS_ACCESS_KEY_ID} and {@code
 * AWS_SECRET_ACCESS_KEY}, which every request must be signed with. A bucket is a folder below
 * {@code DIR/buckets}, an object a file in it.
 */
public final class S3Main {
  /** Fits a bucket's name, and nothing that would lead out of the folder. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{2,62}");

  private S3Main() {}

  public static void main(String[] args) {
    ServerProcess.run("s3", args, List.of("port", "data", "bucket"), S3Main::start);
  }

  private static void start(Arguments arguments) throws Exception {
    int port = arguments.port("port");
    Path data = arguments.folder("data");
    String accessKey = variable("AWS_ACCESS_KEY_ID");
    String secretKey = variable("AWS_SECRET_ACCESS_KEY");
    DataFolder.claim(data);
    ServerProcess.requireFree(port, "S3_PORT");
    Path buckets = Files.createDirectories(data.resolve("buckets"));
    BlobStore store = new FilesystemNio2BlobStore(buckets.toString());
    for (String bucket : arguments.all("bucket")) {
      if (!BUCKET.matcher(bucket).matches()) {
        throw new UsageException(
            "--bucket must be 3 to 63 small letters, digits and hyphens, got " + bucket);
      }
      if (!store.containerExists(bucket)) {
        store.createContainer(bucket);
      }
    }
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(new URI("http", null, ServerProcess.LOOPBACK, port, null, null, null))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
            // Clients send headers for features that a file system has no use for.
            .ignoreUnknownHeaders(true)
            .build();
    proxy.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(proxy), "stop-s3"));
  }

  private static void stop(S3Proxy proxy) {
    try {
      proxy.stop();
    } catch (Exception e) {
      // The process ends anyway: every object is a file that is moved into place when complete.
      System.getLogger(S3Main.class.getName()).log(System.Logger.Level.WARNING, "event=stop", e);
    }
  }

  private static String variable(String name) {
    String value = System.getenv().getOrDefault(name, "");
    if (value.isBlank()) {
      throw new UsageException(name + " must be set to the key that requests are signed with");
    }
    return value;
  }
}
