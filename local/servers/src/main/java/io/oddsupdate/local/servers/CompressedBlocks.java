package io.oddsupdate.local.servers;

import com.clickhouse.data.ClickHouseCityHash;
import com.github.luben.zstd.Zstd;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * ClickHouse's own framing, which a client asks for with {@code compress=1} and announces with
 * {@code decompress=1}: checksum (16 bytes), method (1), size with this header (4), size of the
 * content (4), content. On one machine compression costs more than it saves, so what is written is
 * framed and not compressed, a method that the format has; what is read may be LZ4 or ZSTD.
 */
final class CompressedBlocks {
  private static final int CHECKSUM = 16;
  private static final int HEADER = 9;
  private static final int BLOCK = 1 << 16;
  private static final byte NONE = 0x02;
  private static final byte LZ4 = (byte) 0x82;
  private static final byte ZSTD = (byte) 0x90;

  /** No client sends larger blocks; a wrong size must not ask for all memory. */
  private static final int CONTENT_MAX = 64 << 20;

  private CompressedBlocks() {}

  /** Frames what is written; {@code close} writes the last frame. */
  static OutputStream writer(OutputStream out) {
    return new Writer(out);
  }

  /** Reads frames as one stream. */
  static InputStream reader(InputStream in) {
    return new Reader(in);
  }

  private static final class Writer extends FilterOutputStream {
    private final byte[] frame = new byte[CHECKSUM + HEADER + BLOCK];
    private int length;

    Writer(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      int done = 0;
      while (done < count) {
        int now = Math.min(count - done, BLOCK - length);
        System.arraycopy(bytes, offset + done, frame, CHECKSUM + HEADER + length, now);
        length += now;
        done += now;
        if (length == BLOCK) {
          writeFrame();
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (length > 0) {
        writeFrame();
      }
      super.close();
    }

    private void writeFrame() throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
      buffer.position(CHECKSUM);
      buffer.put(NONE).putInt(HEADER + length).putInt(length);
      long[] checksum = ClickHouseCityHash.cityHash128(frame, CHECKSUM, HEADER + length);
      buffer.putLong(0, checksum[0]).putLong(Long.BYTES, checksum[1]);
      out.write(frame, 0, CHECKSUM + HEADER + length);
      length = 0;
    }
  }

  private static final class Reader extends InputStream {
    private final InputStream in;
    private byte[] content = new byte[0];
    private int at;

    Reader(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      while (at == content.length) {
        if (!readFrame()) {
          return -1;
        }
      }
      int now = Math.min(count, content.length - at);
      System.arraycopy(content, at, bytes, offset, now);
      at += now;
      return now;
    }

    private boolean readFrame() throws IOException {
      byte[] head = in.readNBytes(CHECKSUM + HEADER);
      if (head.length == 0) {
        return false;
      }
      if (head.length < CHECKSUM + HEADER) {
        throw new MalformedBlockException("a compressed block ends inside its header");
      }
      ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
      header.position(CHECKSUM);
      byte method = header.get();
      int framed = header.getInt() - HEADER;
      int size = header.getInt();
      if (framed < 0 || framed > CONTENT_MAX || size < 0 || size > CONTENT_MAX) {
        throw new MalformedBlockException("a compressed block of " + size + " bytes is too large");
      }
      byte[] packed = in.readNBytes(framed);
      if (packed.length < framed) {
        throw new MalformedBlockException("a compressed block ends inside its content");
      }
      content = unpack(method, packed, size);
      at = 0;
      return true;
    }

    private static byte[] unpack(byte method, byte[] packed, int size) throws IOException {
      return switch (method) {
        case NONE -> packed;
        case LZ4 -> Lz4Block.decompress(packed, size);
        case ZSTD -> unpackZstd(packed, size);
        default ->
            throw new MalformedBlockException(
                "compression method 0x%02x is not understood: use LZ4 or ZSTD".formatted(method));
      };
    }

    private static byte[] unpackZstd(byte[] packed, int size) throws MalformedBlockException {
      byte[] content = new byte[size];
      long length = Zstd.decompressByteArray(content, 0, size, packed, 0, packed.length);
      if (length != size) {
        throw new MalformedBlockException("not a ZSTD block of " + size + " bytes");
      }
      return content;
    }
  }
}
