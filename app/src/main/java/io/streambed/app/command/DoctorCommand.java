package io.streambed.app.command;

import io.streambed.app.doctor.Doctor;
import io.streambed.app.doctor.Finding;
import io.streambed.inference.document.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks this machine. */
@Command(
    name = "doctor",
    description = "Java, memory, engine, threads, broker, ports: what is wrong and how to mend it.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = new ArrayList<>();
    try (Workplace workplace = Workplace.of(Optional.empty(), out)) {
      Doctor.examine(workplace.directory().path(), System.getenv())
          .forEachOrdered(
              finding -> {
                findings.add(finding);
                if (!json) {
                  print(finding, out);
                }
              });
      workplace.done();
    }
    if (json) {
      out.println(Json.text(findings));
      out.flush();
    }
    return findings.stream().allMatch(Finding::well) ? 0 : 1;
  }

  private static void print(Finding finding, PrintWriter out) {
    out.printf(
        "%-5s %-15s %s%n", finding.well() ? "ok" : "WRONG", finding.check(), finding.found());
    if (!finding.well()) {
      out.printf("%22s%s%n", "do: ", finding.remedy());
    }
    out.flush();
  }
}
