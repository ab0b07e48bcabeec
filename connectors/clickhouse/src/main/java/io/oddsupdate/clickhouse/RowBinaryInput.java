package io.oddsupdate.clickhouse;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the primitives of ClickHouse's RowBinary formats; the mirror of {@link RowBinaryOutput}.
 */
public final class RowBinaryInput {
  private final InputStream in;

  public RowBinaryInput(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Whether another row follows. */
  public boolean hasMore() throws IOException {
    in.mark(1);
    int next = in.read();
    in.reset();
    return next >= 0;
  }

  public int int8() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException("the rows end in the middle of one");
    }
    return value;
  }

  public int uint16() throws IOException {
    return (int) littleEndian(2);
  }

  public int int32() throws IOException {
    return (int) littleEndian(4);
  }

  public long int64() throws IOException {
    return littleEndian(8);
  }

  public double float64() throws IOException {
    return Double.longBitsToDouble(littleEndian(8));
  }

  public int length() throws IOException {
    long value = 0;
    for (int shift = 0; shift <= 28; shift += 7) {
      int next = int8();
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return Math.toIntExact(value);
      }
    }
    throw new IOException("a length of more than 35 bits: these bytes are no RowBinary");
  }

  public String string() throws IOException {
    int length = length();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the rows end in the middle of a text");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private long littleEndian(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) int8() << (8 * i);
    }
    return value;
  }
}
