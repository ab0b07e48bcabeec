package io.oddsupdate.local.existing;

import io.oddsupdate.local.proof.Lake;
import io.oddsupdate.local.proof.LakeConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of an S3 server. */
public record ExistingLake(LakeConfig config) implements ExistingServer {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  @Override
  public Optional<String> refusal() {
    try (Lake lake = Lake.of(config)) {
      List<String> unused = lake.keys();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(refusal(e));
    }
  }

  private String refusal(IOException e) {
    String said = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    if (e.getCause() instanceof S3Exception answer) {
      if (answer instanceof NoSuchBucketException || answer.statusCode() == NOT_FOUND) {
        return "S3_BUCKET=%s: there is no such bucket at %s: create it, or name another one"
            .formatted(config.bucket(), config.endpoint());
      }
      if (answer.statusCode() == FORBIDDEN || answer.statusCode() == UNAUTHORIZED) {
        return "S3_ACCESS_KEY, S3_SECRET_KEY: %s refuses them for bucket %s (%s): correct the keys or their rights"
            .formatted(config.endpoint(), config.bucket(), said);
      }
      return "S3_ENDPOINT=%s: the server refuses to list bucket %s (%s): correct S3_ENDPOINT or S3_REGION=%s"
          .formatted(config.endpoint(), config.bucket(), said, config.region());
    }
    return "S3_ENDPOINT=%s: no S3 server answers there (%s): start it, or correct the variable"
        .formatted(config.endpoint(), said);
  }

  @Override
  public List<String> remains() {
    try (Lake lake = Lake.of(config)) {
      int files = lake.keys().size();
      return files == 0
          ? List.of()
          : List.of(
              "S3_BUCKET=%s: %s holds %,d Parquet files: remove them, or name another bucket"
                  .formatted(config.bucket(), config, files));
    } catch (IOException e) {
      throw new IllegalStateException(refusal(e), e);
    }
  }
}
