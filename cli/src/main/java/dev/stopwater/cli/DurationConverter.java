package dev.stopwater.cli;

import dev.stopwater.machinery.codec.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Durations as Kubernetes' flags take them: `60s`, `1m30s`.
final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' is no duration such as 60s or 1m30s");
    }
  }
}
