package io.oddsupdate.mirror;

import java.util.List;

/** What this process does for partners. */
sealed interface MirrorState {
  /** Tasks that carry updates. */
  int running();

  /** Connectors and tasks that have stopped for good. */
  List<String> failed();

  /** One line for a person. */
  String text();

  /** Updates flow. */
  record Running(int running) implements MirrorState {
    @Override
    public List<String> failed() {
      return List.of();
    }

    @Override
    public String text() {
      return "running, tasks " + running;
    }
  }

  /** Nothing is wrong and nothing flows. */
  record Waiting(String reason) implements MirrorState {
    @Override
    public int running() {
      return 0;
    }

    @Override
    public List<String> failed() {
      return List.of();
    }

    @Override
    public String text() {
      return "waiting: " + reason;
    }
  }

  /**
   * A connector or task of this process has stopped for good.
   *
   * @param failed names such as {@code MirrorSourceConnector-0}
   */
  record Failed(List<String> failed) implements MirrorState {
    @Override
    public int running() {
      return 0;
    }

    @Override
    public String text() {
      return "failed: " + String.join(", ", failed);
    }
  }
}
