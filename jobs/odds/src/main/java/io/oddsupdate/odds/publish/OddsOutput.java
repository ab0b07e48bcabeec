package io.oddsupdate.odds.publish;

import io.oddsupdate.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The job's one way out: updates, decisions and dead letters of a checkpoint are one whole. */
public final class OddsOutput {
  private OddsOutput() {}

  /**
   * An exactly-once sink.
   *
   * @param kafka properties of the client, bootstrap.servers among them
   * @param transactionalIdPrefix unique among all jobs of the cluster and the same at every start:
   *     it is how a restarted job finds and ends what its predecessor left open
   * @param transactionTimeout longer than any checkpoint and restart may take, at most the broker's
   *     {@code transaction.max.timeout.ms}: an older transaction is aborted, and lost
   */
  public static KafkaSink<OutputRecord> sink(
      Map<String, String> kafka,
      List<String> leagues,
      String transactionalIdPrefix,
      Duration transactionTimeout) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    return KafkaSink.<OutputRecord>builder()
        .setKafkaProducerConfig(properties)
        .setRecordSerializer(new OutputRecordSchema(topics(leagues)))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactionalIdPrefix)
        // A crash loop reuses its ids instead of leaving ever more to be looked for.
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(transactionTimeout.toMillis()))
        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
        .build();
  }

  /** Every topic that the job writes. */
  static List<String> topics(List<String> leagues) {
    List<String> topics = new ArrayList<>();
    for (String league : leagues) {
      topics.add(Topics.internal(league));
      topics.add(Topics.decisions(league));
      topics.add(Topics.shadow(league));
    }
    topics.add(Topics.DEAD_LETTERS_ODDS);
    return List.copyOf(topics);
  }
}
