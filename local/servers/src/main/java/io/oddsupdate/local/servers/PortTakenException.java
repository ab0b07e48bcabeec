package io.oddsupdate.local.servers;

/** Somebody else listens on the port of a server. */
final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(int port, String setting) {
    super(
        "port %d is taken: stop what listens there, or choose another one with %s=<port>"
            .formatted(port, setting));
  }
}
