package io.oddsupdate.mirror;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Reads what Connect tells about itself in this process. The status topic would also tell of dead
 * processes: a restarted mirror would find its predecessor's failure there and end again.
 */
final class ConnectBeans {
  private static final String SOURCE = "MirrorSourceConnector";

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  /** The state of this process' connectors and tasks. */
  MirrorState state() {
    List<String> failed = new ArrayList<>();
    for (ObjectName connector : names("kafka.connect:type=connector-metrics,*")) {
      if (has(connector, "status", "failed")) {
        failed.add(connector.getKeyProperty("connector"));
      }
    }
    int running = 0;
    for (ObjectName task : names("kafka.connect:type=connector-task-metrics,*")) {
      String connector = task.getKeyProperty("connector");
      if (has(task, "status", "failed")) {
        failed.add(connector + "-" + task.getKeyProperty("task"));
      } else if (connector.equals(SOURCE) && has(task, "status", "running")) {
        running++;
      }
    }
    startFailures().ifPresent(failed::add);
    if (!failed.isEmpty()) {
      return new MirrorState.Failed(List.copyOf(failed));
    }
    int waiting = ProjectionMetrics.waiting();
    if (waiting > 0) {
      return new MirrorState.Waiting("the schema registry does not answer");
    }
    return running > 0
        ? new MirrorState.Running(running)
        : new MirrorState.Waiting("no task of " + SOURCE + " runs yet");
  }

  /** A connector or task that failed before it had a state of its own. */
  private Optional<String> startFailures() {
    for (ObjectName worker : names("kafka.connect:type=connect-worker-metrics")) {
      for (String kind : List.of("connector", "task")) {
        if (number(worker, kind + "-startup-failure-total").orElse(0.0) > 0) {
          return Optional.of("start of a " + kind);
        }
      }
    }
    return Optional.empty();
  }

  /** The beans that match a pattern. */
  Set<ObjectName> names(String pattern) {
    try {
      return server.queryNames(new ObjectName(pattern), null);
    } catch (JMException e) {
      throw new IllegalArgumentException(pattern, e);
    }
  }

  /** A number, or empty if the bean went away or knows none. */
  Optional<Double> number(ObjectName bean, String attribute) {
    return read(bean, attribute) instanceof Number value && Double.isFinite(value.doubleValue())
        ? Optional.of(value.doubleValue())
        : Optional.empty();
  }

  private boolean has(ObjectName bean, String attribute, String value) {
    return value.equals(read(bean, attribute));
  }

  private Object read(ObjectName bean, String attribute) {
    try {
      return server.getAttribute(bean, attribute);
    } catch (InstanceNotFoundException e) {
      return null;
    } catch (JMException e) {
      throw new IllegalStateException(bean + " " + attribute, e);
    }
  }
}
