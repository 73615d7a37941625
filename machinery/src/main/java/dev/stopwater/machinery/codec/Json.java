package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON as upstream does: keys are matched to the letter, the last of several equal keys
/// wins, whole numbers that fit 64 bits are kept whole, and what is not UTF-8 becomes U+FFFD.
///
/// Messages are those of Go's decoder. The tree of a document of n bytes takes O(n) memory, and no
/// nesting exhausts the stack.
public final class Json {

  /// What was read.
  ///
  /// @param duplicates the keys that a strict reader complains about, at most a hundred, in the
  ///   order of the document
  public record Reading(Value value, List<Duplicate> duplicates) {
    public Reading {
      duplicates = List.copyOf(duplicates);
    }
  }

  /// A key that was there before.
  ///
  /// @param within the path of its map, such as `spec.containers[0]`; empty for the whole document
  /// @param key of the map; empty where the format names no path
  /// @param after the last new key of the map before this one was repeated
  /// @param message as in `duplicate field "spec.containers[0].name"`
  public record Duplicate(String within, String key, String after, String message) {

    public Duplicate(String within, String key, String after) {
      this(within, key, after, "duplicate field " + GoQuote.quote(path(within, key)));
    }

    private static String path(String within, String key) {
      return within.isEmpty() ? key : within + "." + key;
    }

    public String path() {
      return path(within, key);
    }
  }

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonFault.MAX_DEPTH)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxDocumentLength(-1L)
                  .build())
          .build();

  /// Without a table of names: for documents whose names were made to collide in it.
  private static final JsonFactory WITHOUT_NAME_TABLE =
      FACTORY.rebuild().disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES).build();

  private Json() {}

  /// The document's value.
  ///
  /// @throws DecodeException in Go's words
  public static Value parse(byte[] text) {
    return read(text).value();
  }

  /// The document's value, and what a strict reader would not accept.
  ///
  /// @throws DecodeException in Go's words
  public static Reading read(byte[] text) {
    byte[] repaired = EscapedSurrogates.repaired(Utf8.repaired(text));
    if (mayBeTakenForAnotherEncoding(repaired)) {
      refuseIfFaulty(text);
    }
    try {
      return read(FACTORY, repaired);
    } catch (JacksonException refused) {
      refuseIfFaulty(text);
      return read(WITHOUT_NAME_TABLE, repaired);
    } catch (DecodeException number) {
      refuseIfFaulty(text); // Go looks at the syntax of the whole before it looks at a number
      throw number;
    }
  }

  /// The tokens of bytes that we wrote ourselves.
  static JsonParser streaming(byte[] text) {
    return FACTORY.createParser(ObjectReadContext.empty(), text);
  }

  private static Reading read(JsonFactory factory, byte[] text) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      return new JsonTree(parser).read();
    }
  }

  /// The parser guesses UTF-16 and UTF-32 from the first bytes, and skips a byte order mark.
  private static boolean mayBeTakenForAnotherEncoding(byte[] text) {
    for (int i = 0; i < Math.min(4, text.length); i++) {
      if (text[i] <= 0) {
        return true;
      }
    }
    return text.length == 0;
  }

  private static void refuseIfFaulty(byte[] text) {
    DecodeException fault = JsonFault.find(text);
    if (fault != null) {
      throw fault;
    }
  }
}
