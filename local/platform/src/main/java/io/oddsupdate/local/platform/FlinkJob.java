package io.oddsupdate.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/** A running job, by its REST interface. */
final class FlinkJob {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String rest;

  FlinkJob(int restPort) {
    this.rest = "http://127.0.0.1:" + restPort;
  }

  /** Completed checkpoints of one run of the job; a restart begins a new run. */
  record Progress(String jobId, boolean running, long checkpoints) {
    static final Progress NONE = new Progress("", false, 0);
  }

  /** What the job says now; {@link Progress#NONE} where it does not answer. */
  Progress progress() throws InterruptedException {
    try {
      JsonNode jobs = JSON.readTree(Http.text(rest + "/jobs", Map.of())).path("jobs");
      for (JsonNode job : jobs) {
        String id = job.path("id").asText();
        JsonNode counts =
            JSON.readTree(Http.text(rest + "/jobs/" + id + "/checkpoints", Map.of()))
                .path("counts");
        return new Progress(
            id, job.path("status").asText().equals("RUNNING"), counts.path("completed").asLong());
      }
    } catch (IOException e) {
      return Progress.NONE;
    }
    return Progress.NONE;
  }
}
