package dev.stopwater.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.machinery.errors.StatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionsTest {

  @Test
  void whatIsNotGivenIsZero() {
    assertThat(Versions.read(null)).isZero();
    assertThat(Versions.read("")).isZero();
    assertThat(Versions.read("42")).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, invalid syntax",
    "-1, invalid syntax",
    "+1, invalid syntax",
    "99999999999999999999, value out of range"
  })
  void whatIsNoNumberIsOursToBlame(String text, String why) {
    assertThatThrownBy(() -> Versions.read(text))
        .isInstanceOfSatisfying(
            StatusException.class,
            status -> {
              assertThat(status.code()).isEqualTo(500);
              assertThat(status.message())
                  .isEqualTo("strconv.ParseUint: parsing \"" + text + "\": " + why);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "00", "abc", "1x"})
  void aCreationOverlooksWhatIsNoVersion(String text) {
    assertThat(Versions.isSet(text)).isFalse();
  }

  @Test
  void aCreationSeesAVersion() {
    assertThat(Versions.isSet("10")).isTrue();
  }
}
