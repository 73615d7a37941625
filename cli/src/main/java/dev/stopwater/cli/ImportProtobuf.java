package dev.stopwater.cli;

import dev.stopwater.resources.builtin.kinds.BuiltinMessages;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.importer.Descriptors;
import dev.stopwater.resources.importer.MessagesImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stopwater dev import-protobuf`: makes the table of protobuf messages from generated classes.
@Command(
    name = "import-protobuf",
    description =
        "Make the table of protobuf messages from the classes generated for Java clients.",
    mixinStandardHelpOptions = true)
final class ImportProtobuf implements Callable<Integer> {

  @Option(
      names = "--jar",
      required = true,
      paramLabel = "FILE",
      description = "io.kubernetes:client-java-proto, then com.google.protobuf:protobuf-java")
  private List<Path> jars = List.of();

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write")
  private Path out = Path.of("messages.txt");

  @Override
  public Integer call() throws IOException {
    Catalog catalog = Catalog.builtin();
    List<String> wanted =
        catalog.description().types().stream()
            .filter(type -> !type.kinds().isEmpty())
            .map(type -> BuiltinMessages.nameOf(catalog.schema(type.name())))
            .toList();
    Files.writeString(out, MessagesImport.write(Descriptors.of(jars), wanted));
    return 0;
  }
}
