package dev.stopwater.cli;

import dev.stopwater.resources.importer.ApiImport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stopwater dev import-api`: makes the data file of built-in kinds from a release's documents.
@Command(
    name = "import-api",
    description = "Make the table of built-in kinds from OpenAPI and discovery documents.",
    mixinStandardHelpOptions = true)
final class ImportApi implements Callable<Integer> {

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "A folder with openapi-v3/*.json, discovery-api.json and discovery-apis.json")
  private Path source = Path.of(".");

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write")
  private Path out = Path.of("kinds.txt");

  @Override
  public Integer call() throws IOException {
    ApiImport.run(ApiImport.folder(source), out);
    return 0;
  }
}
