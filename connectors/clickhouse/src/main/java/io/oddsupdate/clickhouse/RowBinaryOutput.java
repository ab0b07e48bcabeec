package io.oddsupdate.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Writes the primitives of ClickHouse's RowBinary formats: little-endian, lengths as LEB128. */
public final class RowBinaryOutput {
  private final Buffer buffer = new Buffer();

  public void int8(int value) {
    buffer.write(value);
  }

  public void int16(int value) {
    littleEndian(value, 2);
  }

  public void int32(int value) {
    littleEndian(value, 4);
  }

  public void int64(long value) {
    littleEndian(value, 8);
  }

  public void float64(double value) {
    littleEndian(Double.doubleToRawLongBits(value), 8);
  }

  /** An unsigned length, seven bits a byte. */
  public void length(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      buffer.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    buffer.write(rest);
  }

  public void string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    length(bytes.length);
    buffer.write(bytes, 0, bytes.length);
  }

  public int size() {
    return buffer.size();
  }

  public void clear() {
    buffer.reset();
  }

  /** What was written so far, without a copy: read it before the next write. */
  public InputStream contents() {
    return buffer.view();
  }

  private void littleEndian(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      buffer.write((int) (value >>> (8 * i)) & 0xFF);
    }
  }

  private static final class Buffer extends ByteArrayOutputStream {
    InputStream view() {
      return new ByteArrayInputStream(buf, 0, count);
    }
  }
}
