package io.oddsupdate.clickhouse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A metric group whose counters, and those of its subgroups, can be read by name. */
final class CountingGroup extends UnregisteredMetricsGroup {
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  long count(String name) {
    return counters.get(name).getCount();
  }

  @Override
  public Counter counter(String name) {
    return counters.computeIfAbsent(name, any -> new SimpleCounter());
  }

  @Override
  public MetricGroup addGroup(String name) {
    return this;
  }
}
