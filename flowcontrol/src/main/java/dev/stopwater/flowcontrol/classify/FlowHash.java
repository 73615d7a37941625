package dev.stopwater.flowcontrol.classify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The number from which a flow's hand of queues is dealt: the first eight bytes of a SHA-256 of
/// the schema's name, a zero and the distinguisher. The last ones are kept, at most [#KEPT] for
/// each schema. Threadsafe.
public final class FlowHash {

  private static final int KEPT = 256;

  private record Known(String distinguisher, long hash) {}

  private final byte[] schema;
  private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(KEPT);

  public FlowHash(String schema) {
    this.schema = schema.getBytes(StandardCharsets.UTF_8);
  }

  public long of(String distinguisher) {
    int slot = spread(distinguisher.hashCode());
    Known found = known.get(slot);
    if (found != null && found.distinguisher.equals(distinguisher)) {
      return found.hash;
    }
    long hash = digest(distinguisher);
    known.set(slot, new Known(distinguisher, hash));
    return hash;
  }

  private static int spread(int hash) {
    return (hash ^ (hash >>> 16) ^ (hash >>> 8)) & (KEPT - 1);
  }

  private long digest(String distinguisher) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(schema);
      sha.update((byte) 0);
      byte[] digest = sha.digest(distinguisher.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
