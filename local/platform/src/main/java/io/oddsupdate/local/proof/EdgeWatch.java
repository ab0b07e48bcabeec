package io.oddsupdate.local.proof;

import java.util.List;

/**
 * What was seen at Edge while a run went on.
 *
 * @param sinceMs epoch ms; what was accepted earlier belongs to another run
 * @param readings of the public topic
 */
record EdgeWatch(long sinceMs, EdgeReadings readings, List<Disturbance> disturbances) {
  EdgeWatch {
    disturbances = List.copyOf(disturbances);
  }
}
