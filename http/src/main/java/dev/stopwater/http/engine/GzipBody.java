package dev.stopwater.http.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A body on its way through gzip, quickly rather than small. Holds memory outside of the heap
/// until it is finished or abandoned.
final class GzipBody extends GZIPOutputStream {

  /// What one holds, in bytes: zlib's window and tables for deflating, and our buffer.
  static final int WEIGHT = 320 * 1024;

  private static final int BUFFER = 64 * 1024;

  /// @param out keeps nothing of the arrays that it is given
  GzipBody(OutputStream out) throws IOException {
    super(out, BUFFER, true);
    def.setLevel(Deflater.BEST_SPEED);
  }

  /// Lets go of everything, without writing.
  void abandon() {
    def.end();
  }
}
