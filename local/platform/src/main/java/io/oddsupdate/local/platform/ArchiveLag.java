package io.oddsupdate.local.platform;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the archive is behind: Parquet and odds_current hold what the analytics job's last
 * completed checkpoint covers, and with each one the job commits its place in the topic.
 */
final class ArchiveLag implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 5;

  private final Admin admin;
  private final String group;
  private final TopicWatch watch;
  private volatile long last = -1;

  /**
   * @param group the analytics job's consumer group
   * @param watch of the topic that the job reads
   */
  ArchiveLag(String bootstrap, String group, TopicWatch watch) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    this.group = group;
    this.watch = watch;
  }

  /**
   * Records that no completed checkpoint covers, at most: the markers of transactions between them
   * count too. -1 before the first checkpoint; the last answer where Kafka gives none.
   */
  long records() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (!committed.isEmpty()) {
        last = watch.behind(committed);
      }
    } catch (ExecutionException | TimeoutException e) {
      return last;
    }
    return last;
  }

  @Override
  public void close() {
    admin.close();
  }
}
