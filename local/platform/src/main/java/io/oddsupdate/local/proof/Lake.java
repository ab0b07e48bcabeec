package io.oddsupdate.local.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The Parquet files that a reader of the lake sees: the bucket's committed objects, by the S3
 * interface alone. An upload that is not complete is no object, and hidden names are nobody's.
 */
public final class Lake implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final LakeConfig config;
  private final S3Client client;

  private Lake(LakeConfig config, S3Client client) {
    this.config = config;
    this.client = client;
  }

  /** Opens nothing yet: a request that fails says so. */
  public static Lake of(LakeConfig config) {
    return new Lake(
        config,
        S3Client.builder()
            .endpointOverride(config.endpoint())
            .region(Region.of(config.region()))
            // What every S3 server serves, whatever names it resolves.
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(config.accessKey(), config.secretKey().value())))
            // Older servers refuse the trailing checksums that the client sends by itself.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_WITHIN)
                    .socketTimeout(ANSWER_WITHIN))
            .build());
  }

  /**
   * The keys of every committed file of now, sorted.
   *
   * @throws IOException if the server does not answer or refuses; with an {@link SdkException}
   */
  public List<String> keys() throws IOException {
    try {
      return client
          .listObjectsV2Paginator(b -> b.bucket(config.bucket()).prefix(config.prefix()))
          .contents()
          .stream()
          .map(S3Object::key)
          .filter(key -> key.endsWith(".parquet") && !hidden(key.substring(prefixLength())))
          .sorted()
          .toList();
    } catch (SdkException e) {
      throw failed("cannot be listed", e);
    }
  }

  /** Copies an object into a folder, below which it lies as its key says. */
  Path download(String key, Path folder) throws IOException {
    Path file = folder.resolve(key).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException(config + ": the key " + key + " leads out of the lake");
    }
    Files.createDirectories(file.getParent());
    try {
      client.getObject(b -> b.bucket(config.bucket()).key(key), file);
      return file;
    } catch (SdkException e) {
      throw failed("does not give " + key, e);
    }
  }

  /** Puts a file in the place of an object, or beside it. */
  void upload(Path file, String key) throws IOException {
    try {
      client.putObject(b -> b.bucket(config.bucket()).key(key), file);
    } catch (SdkException e) {
      throw failed("does not take " + key, e);
    }
  }

  private int prefixLength() {
    return config.prefix().length();
  }

  private static boolean hidden(String path) {
    for (String name : path.split("/", -1)) {
      if (name.startsWith(".") || name.startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  private IOException failed(String what, SdkException e) {
    return new IOException(
        config + " at " + config.endpoint() + " " + what + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    client.close();
  }
}
