package dev.stopwater.machinery.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSON array.
public final class ListValue implements Value, Iterable<Value> {

  private final ArrayList<Value> items = new ArrayList<>();

  public static ListValue of(Value... values) {
    ListValue list = new ListValue();
    list.items.addAll(List.of(values));
    return list;
  }

  public static ListValue ofTexts(Iterable<String> texts) {
    ListValue list = new ListValue();
    texts.forEach(text -> list.add(new Text(text)));
    return list;
  }

  public Value at(int index) {
    return items.get(index);
  }

  /// The map at `index`, or an empty one where there is none.
  public MapValue mapAt(int index) {
    return index < items.size() && items.get(index) instanceof MapValue map ? map : new MapValue();
  }

  /// The maps among the items, in their order; what is not a map is left out.
  public List<MapValue> maps() {
    List<MapValue> maps = new ArrayList<>(items.size());
    for (Value item : items) {
      if (item instanceof MapValue map) {
        maps.add(map);
      }
    }
    return maps;
  }

  /// The strings among the items, in their order.
  public List<String> texts() {
    List<String> texts = new ArrayList<>(items.size());
    for (Value item : items) {
      if (item instanceof Text text) {
        texts.add(text.value());
      }
    }
    return texts;
  }

  public ListValue add(Value value) {
    items.add(value);
    return this;
  }

  public ListValue add(int index, Value value) {
    items.add(index, value);
    return this;
  }

  public Value set(int index, Value value) {
    return items.set(index, value);
  }

  public Value remove(int index) {
    return items.remove(index);
  }

  /// The items themselves, open to change.
  public List<Value> items() {
    return items;
  }

  public int size() {
    return items.size();
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }

  @Override
  public Iterator<Value> iterator() {
    return items.iterator();
  }

  @Override
  public ListValue copy() {
    return Trees.copy(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListValue value && Trees.equal(this, value);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public String toString() {
    return items.toString();
  }
}
