package io.streambed.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.streambed.chaos.audit.History;
import io.streambed.chaos.audit.HistoryReader;
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
 * @param models versions published, of which so many are those of an undisturbed run
 * @param recovery of answers: seconds that the longest of those waited who asked between a fault
 *     and the next
 * @param trainerRecovery seconds from a fault of the trainer to its next step
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
    long steps,
    Quantiles recovery,
    Quantiles trainerRecovery,
    Map<String, Integer> unasked,
    boolean calm,
    List<String> violations) {

  static TrialResult of(
      TrialPlan plan,
      Menu menu,
      List<Struck> struck,
      History history,
      Load load,
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
        (int) history.published().stream().map(History.Published::version).distinct().count(),
        history.reports().stream().mapToLong(report -> report.figure("steps")).max().orElse(0),
        Quantiles.of(recoveries.ofAnswers()),
        Quantiles.of(recoveries.ofTrainer()),
        unasked(members),
        calm,
        violations.stream().map(Violation::toString).toList());
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
