package dev.stopwater.server.representation;

import dev.stopwater.watchcache.Item;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param revision of the snapshot that all pages show
/// @param continueToken empty on the last page
/// @param remaining how many items follow, or null where nobody counts them
public record Page(
    long revision, List<Item> items, String continueToken, @Nullable Long remaining) {

  public Page {
    items = Collections.unmodifiableList(items); // not copied: whoever made it lets go of it
  }
}
