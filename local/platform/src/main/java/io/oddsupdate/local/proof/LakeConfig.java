package io.oddsupdate.local.proof;

import io.oddsupdate.lookup.Secret;
import java.net.URI;
import java.util.List;

/**
 * Where the lake's objects are.
 *
 * @param endpoint of the S3 interface, such as {@code http://127.0.0.1:19000}
 * @param region that requests are signed for
 * @param prefix of the lake's keys, such as {@code odds/}; empty for the whole bucket
 */
public record LakeConfig(
    URI endpoint, String region, String bucket, String prefix, String accessKey, Secret secretKey) {
  public LakeConfig {
    if (endpoint.getHost() == null || !List.of("http", "https").contains(endpoint.getScheme())) {
      throw new IllegalArgumentException(
          "s3.endpoint must be an http or https address, got " + endpoint);
    }
    requireText(region, "s3.region");
    requireText(bucket, "the lake's bucket");
    requireText(accessKey, "S3_ACCESS_KEY");
    requireText(secretKey.value(), "S3_SECRET_KEY");
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("the lake's prefix must end with /, got " + prefix);
    }
  }

  private static void requireText(String value, String name) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
  }

  /** As a job's {@code --parquet.path} names it. */
  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }
}
