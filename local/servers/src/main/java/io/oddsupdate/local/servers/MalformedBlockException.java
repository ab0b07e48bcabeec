package io.oddsupdate.local.servers;

import java.io.IOException;

/** A body that announces compressed blocks and holds something else. */
final class MalformedBlockException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedBlockException(String message) {
    super(message);
  }
}
