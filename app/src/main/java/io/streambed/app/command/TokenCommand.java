package io.streambed.app.command;

import io.streambed.inference.access.Scope;
import io.streambed.inference.access.TokenLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a token for the HTTP interface. */
@Command(
    name = "token",
    description =
        "Make a token for http.authentication.tokens: its hash is added to the file, the token"
            + " itself is printed once and kept nowhere.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "Whose it is.")
  String name;

  @Parameters(
      index = "1",
      paramLabel = "SCOPE",
      description =
          "What he may do: read, write (send observations) or admin (settle dead letters).")
  Scope scope;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "The file of tokens; made if missing, for this user alone.")
  Path file;

  @Option(
      names = "--until",
      paramLabel = "DAY",
      description = "Last day on which it counts, such as 2027-01-31, by UTC; default: no end.")
  @Nullable LocalDate until;

  @Override
  public Integer call() throws IOException {
    String token = TokenLine.fresh();
    String line = TokenLine.of(name, scope, token, Optional.ofNullable(until)).text();
    if (Files.notExists(file)) {
      Files.createFile(file, forThisUserAlone());
    }
    Files.writeString(
        file, line + System.lineSeparator(), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    PrintWriter out = spec.commandLine().getOut();
    out.println(token);
    out.flush();
    return 0;
  }

  private static FileAttribute<?>[] forThisUserAlone() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
