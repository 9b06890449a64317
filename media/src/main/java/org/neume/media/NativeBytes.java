package org.neume.media;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Lends a {@link ByteSource} to FFmpeg, so that FFmpeg itself never opens anything by name: no file, no network, however
 * hostile the content.
 *
 * <p>JavaCPP compiles only a handful of native entry points per callback type. All inputs therefore share one read and
 * one seek callback, and the opaque value of each call says whose bytes are wanted; the table of open inputs is the one
 * piece of process-wide state in this module.
 */
final class NativeBytes implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;
  private static final int SEEK_KINDS = 3;

  private static final AtomicLong NEXT_ID = new AtomicLong(1);
  private static final Map<Long, NativeBytes> OPEN = new ConcurrentHashMap<>();
  private static final ReadCallback READ = new ReadCallback();
  private static final SeekCallback SEEK = new SeekCallback();

  private final long id = NEXT_ID.getAndIncrement();
  private final ByteSource source;
  private final @Nullable SeekableSource seekable;
  private final AVIOContext context;
  private volatile @Nullable IOException failure;
  private boolean closed;

  NativeBytes(ByteSource source) {
    this.source = source;
    this.seekable = source instanceof SeekableSource s ? s : null;
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
    context =
        avio_alloc_context(
            buffer, BUFFER_BYTES, 0, new Id(id), READ, null, seekable == null ? null : SEEK);
    OPEN.put(id, this);
  }

  /** For {@code AVFormatContext.pb}; owned here. */
  AVIOContext context() {
    return context;
  }

  /** What the source threw, if it did: FFmpeg itself only sees an error number. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    OPEN.remove(id);
    av_free(context.buffer());
    context.buffer((BytePointer) null);
    avio_context_free(context);
    source.close();
  }

  private int read(BytePointer into, int size) {
    try {
      ByteBuffer buffer = into.capacity(size).asByteBuffer();
      int n = source.read(buffer);
      return n <= 0 ? AVERROR_EOF() : n;
    } catch (IOException e) {
      failure = e;
      return AVERROR_EXTERNAL();
    } catch (RuntimeException e) {
      failure = new IOException(e);
      return AVERROR_EXTERNAL();
    }
  }

  private long seek(long offset, int whence) {
    if (seekable == null) {
      return -1;
    }
    try {
      if ((whence & AVSEEK_SIZE) != 0) {
        return seekable.size();
      }
      long target =
          switch (whence & SEEK_KINDS) {
            case SEEK_SET -> offset;
            case SEEK_CUR -> seekable.position() + offset;
            case SEEK_END -> seekable.size() + offset;
            default -> -1;
          };
      if (target < 0) {
        return -1;
      }
      seekable.seek(target);
      return target;
    } catch (IOException e) {
      failure = e;
      return -1;
    }
  }

  /** A number that looks like an address to C. */
  private static final class Id extends Pointer {
    Id(long id) {
      address = id;
    }
  }

  private static final class ReadCallback extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer buffer, int size) {
      // Nothing may be thrown through C frames.
      NativeBytes input = OPEN.get(opaque.address());
      return input == null ? AVERROR_EXTERNAL() : input.read(buffer, size);
    }
  }

  private static final class SeekCallback extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      NativeBytes input = OPEN.get(opaque.address());
      return input == null ? -1 : input.seek(offset, whence);
    }
  }
}
