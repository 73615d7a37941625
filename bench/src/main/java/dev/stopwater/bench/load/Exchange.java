package dev.stopwater.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/// One stream, from its request to the last byte of its answer.
final class Exchange implements Stream.Listener, Receiver.Handle {

  private final Ask ask;
  private final Receiver receiver;
  private final Runnable atEnd;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable Stream stream;
  private volatile boolean givenUp;

  Exchange(Ask ask, Receiver receiver, Runnable atEnd) {
    this.ask = ask;
    this.receiver = receiver;
    this.atEnd = atEnd;
  }

  Ask ask() {
    return ask;
  }

  /// Sends the body, once there is a stream.
  Promise<Stream> opened() {
    return new Promise<>() {
      @Override
      public void succeeded(Stream opened) {
        stream = opened;
        if (givenUp) {
          reset(opened);
        } else if (ask.body().length > 0) {
          opened.data(
              new DataFrame(opened.getId(), ByteBuffer.wrap(ask.body()), true), Callback.NOOP);
        }
      }

      @Override
      public void failed(Throwable failure) {
        end(failure);
      }
    };
  }

  @Override
  public void onHeaders(Stream from, HeadersFrame frame) {
    if (frame.getMetaData() instanceof MetaData.Response head) {
      String type = head.getHttpFields().get(HttpHeader.CONTENT_TYPE);
      receiver.began(head.getStatus(), type == null ? "" : type);
    }
    if (frame.isEndStream()) {
      end(null);
    } else {
      from.demand();
    }
  }

  @Override
  public void onDataAvailable(Stream from) {
    while (true) {
      Stream.Data data = from.readData();
      if (data == null) {
        from.demand();
        return;
      }
      boolean last = data.frame().isEndStream();
      receiver.bytes(data.frame().getByteBuffer());
      data.release();
      if (last) {
        end(null);
        return;
      }
    }
  }

  @Override
  public void onReset(Stream from, ResetFrame frame, Callback callback) {
    callback.succeeded();
    end(new IOException("the stream was reset: " + ErrorCode.toString(frame.getError(), "?")));
  }

  @Override
  public void onFailure(
      Stream from, int error, String reason, Throwable failure, Callback callback) {
    callback.succeeded();
    end(failure == null ? new IOException(reason) : failure);
  }

  @Override
  public void cancel() {
    givenUp = true;
    Stream open = stream;
    if (open != null) {
      reset(open);
    }
  }

  private void reset(Stream open) {
    open.reset(
        new ResetFrame(open.getId(), ErrorCode.CANCEL_STREAM_ERROR.code),
        Callback.from(() -> end(new IOException("given up")), failed -> end(failed)));
  }

  private void end(@Nullable Throwable failure) {
    if (over.compareAndSet(false, true)) {
      atEnd.run();
      receiver.ended(failure);
    }
  }
}
