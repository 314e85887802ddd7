package io.streambed.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.streambed.chaos.audit.History;
import io.streambed.chaos.audit.HistoryReader;
import io.streambed.chaos.audit.Promise;
import io.streambed.chaos.audit.Violation;
import io.streambed.chaos.fault.Fault;
import io.streambed.chaos.fault.Menu;
import io.streambed.chaos.load.Load;
import io.streambed.chaos.site.Member;
import io.streambed.chaos.site.Storm.Struck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The figures of a trial, as its JSON has them.
 *
 * @param means what this machine could do beside kills and pauses
 * @param faults how many of each kind
 * @param sent observations that the brokers acknowledged
 * @param lost of them without an answer
 * @param repeats answers beyond the first under the same model
 * @param repeatsUnderAnotherModel answers beyond the first under another model
 * @param poisons records that nobody can read
 * @param models versions published, those left out that were tampered with
 * @param modelsCompared of them those that the undisturbed run had published, too; where models are
 *     done sooner than they can be sent, only the newest goes out
 * @param recovery of answers: seconds that the longest of those waited who asked between a fault
 *     and the next
 * @param trainingRecovery seconds from a fault of the one that trains to the next step
 * @param takeovers seconds from such a fault to the first word of another process that trains
 * @param unasked processes that ended without being asked to, by name
 * @param violations all that the auditor found
 */
record TrialResult(
    String name,
    long seed,
    String delivery,
    List<String> means,
    Map<String, Long> faults,
    int faultsInAll,
    int sent,
    int posteriors,
    int deadLetters,
    int lost,
    int repeats,
    int repeatsUnderAnotherModel,
    int poisons,
    int tampered,
    int models,
    int modelsCompared,
    long steps,
    Quantiles recovery,
    Quantiles trainingRecovery,
    Quantiles takeovers,
    Map<String, Integer> unasked,
    boolean calm,
    List<String> violations) {

  static TrialResult of(
      TrialPlan plan,
      Menu menu,
      List<Struck> struck,
      History history,
      Load load,
      Set<Long> undisturbed,
      List<Violation> violations,
      boolean calm,
      List<Member> members) {
    Recoveries recoveries = new Recoveries(history, struck);
    return new TrialResult(
        plan.name(),
        plan.seed(),
        plan.exactlyOnce() ? "exactly-once" : "at-least-once",
        menu.means().stream().map(Enum::name).toList(),
        kinds(struck),
        struck.size(),
        load.acknowledged().size(),
        history.given().size(),
        history.declined().size(),
        HistoryReader.unanswered(history, load.acknowledged()).size(),
        repeats(history, true),
        repeats(history, false),
        load.poisons().size(),
        load.tampered().size(),
        (int) versions(history).count(),
        (int) versions(history).filter(undisturbed::contains).count(),
        history.reports().stream().mapToLong(report -> report.figure("steps")).max().orElse(0),
        Quantiles.of(recoveries.ofAnswers()),
        Quantiles.of(recoveries.ofTraining()),
        Quantiles.of(recoveries.ofTakeovers()),
        unasked(members),
        calm,
        violations.stream().map(Violation::toString).toList());
  }

  private static Stream<Long> versions(History history) {
    return history.published().stream()
        .map(History.Published::version)
        .filter(version -> version < Promise.TAMPERED_FROM)
        .distinct();
  }

  private static Map<String, Long> kinds(List<Struck> struck) {
    return struck.stream()
        .map(one -> one.strike().fault())
        .collect(Collectors.groupingBy(TrialResult::kind, TreeMap::new, Collectors.counting()));
  }

  private static String kind(Fault fault) {
    String target = fault.target().replaceAll("-\\d+$", "");
    return fault.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + target;
  }

  private static int repeats(History history, boolean sameModel) {
    Set<String> seen = new HashSet<>();
    Set<String> seenUnderModel = new HashSet<>();
    int same = 0;
    int other = 0;
    for (History.Given given : history.given()) {
      boolean again = !seen.add(given.observation());
      if (!seenUnderModel.add(given.observation() + " " + given.version())) {
        same++;
      } else if (again) {
        other++;
      }
    }
    return sameModel ? same : other;
  }

  private static Map<String, Integer> unasked(List<Member> members) {
    return members.stream()
        .filter(member -> member.unasked() > 0)
        .collect(Collectors.toMap(Member::name, Member::unasked, Integer::sum, TreeMap::new));
  }

  /** Writes it to {@code directory}; the file. */
  Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(name + ".json");
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    return file;
  }
}
