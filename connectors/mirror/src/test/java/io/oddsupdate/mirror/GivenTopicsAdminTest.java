package io.oddsupdate.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenTopicsAdminTest {
  @TempDir Path folder;

  @Test
  void makesAndGrowsMirrorMakersTopicsOnly() throws Exception {
    try (KafkaCluster edge = KafkaCluster.start(folder);
        Admin plain = edge.admin();
        Admin given = new GivenTopicsAdmin(Map.of("bootstrap.servers", edge.bootstrap()))) {
      edge.create("odds.updates.public.nba", 1);

      given
          .createTopics(
              List.of(
                  new NewTopic("odds.updates.public.epl", 1, (short) 1),
                  new NewTopic("heartbeats", 1, (short) 1)))
          .all()
          .get();
      given
          .createPartitions(
              Map.of(
                  "odds.updates.public.nba", NewPartitions.increaseTo(3),
                  "heartbeats", NewPartitions.increaseTo(2)))
          .all()
          .get();

      // The broker answers from its own image of the metadata, which follows the controller's.
      awaitPartitions(plain, "heartbeats", 2);
      assertThat(plain.listTopics().names().get())
          .containsExactlyInAnyOrder("odds.updates.public.nba", "heartbeats");
      assertThat(partitions(plain, "odds.updates.public.nba")).isEqualTo(1);
    }
  }

  private static void awaitPartitions(Admin admin, String topic, int count) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    int seen = partitions(admin, topic);
    while (seen != count) {
      assertThat(System.nanoTime()).as("%s has %d partitions", topic, seen).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
      seen = partitions(admin, topic);
    }
  }

  private static int partitions(Admin admin, String topic) throws Exception {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .size();
  }
}
