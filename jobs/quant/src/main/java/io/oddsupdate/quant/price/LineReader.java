package io.oddsupdate.quant.price;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of bytes, and whether the next one would have to be waited for: whoever answers line by
 * line writes out what it has before it waits.
 */
final class LineReader {
  /** Longer lines are cut: what no request needs must not fill the memory. */
  static final int LINE_MAX = 1 << 20;

  private final InputStream input;
  private byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private int start;
  private int length;
  private boolean tooLong;

  LineReader(InputStream input) {
    this.input = input;
  }

  /** What is done before the input is waited for. */
  @FunctionalInterface
  interface BeforeWaiting {
    void run() throws IOException;
  }

  /**
   * Moves to the next line.
   *
   * @return false at the end of the input
   */
  boolean next(BeforeWaiting beforeWaiting) throws IOException {
    tooLong = false;
    int scanned = from;
    while (true) {
      for (; scanned < to; scanned++) {
        if (buffer[scanned] == '\n') {
          return line(from, scanned, scanned + 1);
        }
      }
      if (to - from > LINE_MAX) {
        tooLong = true;
        from = to;
      }
      int unread = to - from;
      makeRoom();
      scanned = from + unread;
      if (input.available() == 0) {
        beforeWaiting.run();
      }
      int read = input.read(buffer, to, buffer.length - to);
      if (read < 0) {
        return (to > from || tooLong) && line(from, to, to);
      }
      to += read;
    }
  }

  private boolean line(int first, int end, int next) {
    start = first;
    length = end - first;
    from = next;
    return true;
  }

  private void makeRoom() {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
  }

  /** Whether the line had more than {@link #LINE_MAX} bytes; the others are lost. */
  boolean tooLong() {
    return tooLong;
  }

  boolean blank() {
    for (int i = start; i < start + length; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return !tooLong;
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }
}
