package io.oddsupdate.mirror;

import java.util.List;
import java.util.Locale;
import javax.management.ObjectName;

/**
 * Connect's and the clients' own figures as Prometheus text. They come and go with tasks and
 * partitions, so they are read at each scrape instead of being registered.
 */
final class MirrorMetrics {
  /**
   * @param beans pattern of the beans
   * @param attribute the figure
   * @param name its name here
   * @param labels keys of the bean's name that become labels
   */
  private record Figure(
      String beans, String attribute, String name, String type, List<String> labels) {}

  private static final String FLOW = "kafka.connect.mirror:type=MirrorSourceConnector,*";
  private static final List<String> PARTITION = List.of("topic", "partition");
  private static final String TASK = "kafka.connect:type=source-task-metrics,*";
  private static final List<String> TASK_LABELS = List.of("connector", "task");

  private static final List<Figure> FIGURES =
      List.of(
          new Figure(FLOW, "record-count", "mirror_records_total", "counter", PARTITION),
          new Figure(FLOW, "byte-count", "mirror_bytes_total", "counter", PARTITION),
          new Figure(
              FLOW, "replication-latency-ms-avg", "mirror_latency_avg_ms", "gauge", PARTITION),
          new Figure(
              FLOW, "replication-latency-ms-max", "mirror_latency_max_ms", "gauge", PARTITION),
          new Figure(
              "kafka.consumer:type=consumer-fetch-manager-metrics,*,topic=*,partition=*",
              "records-lag",
              "mirror_lag_records",
              "gauge",
              PARTITION),
          new Figure(
              TASK, "source-record-poll-total", "mirror_task_polled_total", "counter", TASK_LABELS),
          new Figure(
              TASK,
              "source-record-write-total",
              "mirror_task_written_total",
              "counter",
              TASK_LABELS),
          new Figure(
              TASK,
              "transaction-size-avg",
              "mirror_task_transaction_size_avg",
              "gauge",
              TASK_LABELS));

  private final ConnectBeans beans;

  MirrorMetrics(ConnectBeans beans) {
    this.beans = beans;
  }

  /** The figures of this moment. */
  String text() {
    StringBuilder text = new StringBuilder(4096);
    for (Figure figure : FIGURES) {
      text.append("# TYPE ").append(figure.name()).append(' ').append(figure.type()).append('\n');
      for (ObjectName bean : beans.names(figure.beans())) {
        if (!concernsUpdates(bean)) {
          continue;
        }
        beans.number(bean, figure.attribute()).ifPresent(value -> line(text, figure, bean, value));
      }
    }
    state(text);
    return text.toString();
  }

  /** MirrorMaker also reads its own topics; their lag is no one's concern. */
  private static boolean concernsUpdates(ObjectName bean) {
    String topic = bean.getKeyProperty("topic");
    return topic == null || OwnedTopics.isInternal(topic) || OwnedTopics.isPublic(topic);
  }

  private static void line(StringBuilder text, Figure figure, ObjectName bean, double value) {
    text.append(figure.name()).append('{');
    String comma = "";
    for (String label : figure.labels()) {
      String key = bean.getKeyProperty(label);
      text.append(comma).append(label).append("=\"").append(unquoted(key)).append('"');
      comma = ",";
    }
    text.append("} ").append(String.format(Locale.ROOT, "%.3f", value)).append('\n');
  }

  private void state(StringBuilder text) {
    MirrorState state = beans.state();
    text.append("# TYPE mirror_registry_waiting gauge\n")
        .append("mirror_registry_waiting ")
        .append(ProjectionMetrics.waiting())
        .append('\n')
        .append("# TYPE mirror_tasks gauge\n")
        .append("mirror_tasks{state=\"running\"} ")
        .append(state.running())
        .append('\n')
        .append("mirror_tasks{state=\"failed\"} ")
        .append(state.failed().size())
        .append('\n');
  }

  private static String unquoted(String value) {
    return value == null ? "" : value.replace("\"", "");
  }
}
