package io.oddsupdate.local.servers;

/** Reads LZ4's block format: runs of literals, each followed by a copy of what came before. */
final class Lz4Block {
  private static final int MIN_MATCH = 4;
  private static final int LONG_RUN = 15;

  private final byte[] in;
  private final byte[] out;
  private int read;
  private int written;

  private Lz4Block(byte[] in, int size) {
    this.in = in;
    this.out = new byte[size];
  }

  /**
   * Unpacks a block.
   *
   * @param size of the result in bytes
   * @throws MalformedBlockException if the block is not one, or is not of that size
   */
  static byte[] decompress(byte[] block, int size) throws MalformedBlockException {
    try {
      return new Lz4Block(block, size).run();
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedBlockException("not an LZ4 block of " + size + " bytes");
    }
  }

  private byte[] run() throws MalformedBlockException {
    while (read < in.length) {
      int token = in[read++] & 0xff;
      int literals = length(token >>> 4);
      System.arraycopy(in, read, out, written, literals);
      read += literals;
      written += literals;
      if (read < in.length) {
        int distance = (in[read] & 0xff) | ((in[read + 1] & 0xff) << 8);
        read += 2;
        copy(distance, length(token & 0xf) + MIN_MATCH);
      }
    }
    if (written != out.length) {
      throw new MalformedBlockException(
          "an LZ4 block of " + written + " bytes, announced " + out.length);
    }
    return out;
  }

  private int length(int nibble) {
    int length = nibble;
    if (nibble == LONG_RUN) {
      int more;
      do {
        more = in[read++] & 0xff;
        length += more;
      } while (more == 0xff);
    }
    return length;
  }

  /** Byte by byte, because the copy may read what it has just written. */
  private void copy(int distance, int length) throws MalformedBlockException {
    if (distance == 0) {
      throw new MalformedBlockException("an LZ4 block that copies from itself");
    }
    for (int i = 0; i < length; i++) {
      out[written] = out[written - distance];
      written++;
    }
  }
}
