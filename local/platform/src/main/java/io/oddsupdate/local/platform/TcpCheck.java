package io.oddsupdate.local.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether somebody listens. */
final class TcpCheck {
  private static final int TIMEOUT_MS = 1_000;

  private TcpCheck() {}

  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
