package io.streambed.chaos;

import io.streambed.chaos.audit.Auditor;
import io.streambed.chaos.audit.History;
import io.streambed.chaos.audit.HistoryReader;
import io.streambed.chaos.audit.Promise;
import io.streambed.chaos.audit.Violation;
import io.streambed.chaos.fault.Menu;
import io.streambed.chaos.fault.Schedule;
import io.streambed.chaos.load.Load;
import io.streambed.chaos.site.Experiment;
import io.streambed.chaos.site.Member;
import io.streambed.chaos.site.Site;
import io.streambed.chaos.site.Storm;
import io.streambed.topics.Position;
import io.streambed.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Brokers, nodes and load, a storm of faults over them, and an audit of what is left. */
final class Trial {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** A process stands still for at most 12 s. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  private static final Duration VISIBLE = Duration.ofSeconds(60);
  private static final Duration TAKEOVER = Duration.ofMinutes(3);

  private final TrialPlan plan;
  private final Site site;

  private Trial(TrialPlan plan, Site site) {
    this.plan = plan;
    this.site = site;
  }

  /** What came of it. */
  static TrialResult run(TrialPlan plan, Path directory) throws Exception {
    try (Site site = Site.start(directory, plan.roster().trainers(), plan.clocks())) {
      return new Trial(plan, site).run();
    }
  }

  private TrialResult run() throws Exception {
    say("brokers serve");
    Map<Long, String> undisturbed = undisturbed();
    say("trained undisturbed: %d models".formatted(undisturbed.size()));
    Menu menu =
        new Menu(
            Site.brokerNames(),
            plan.hurt(),
            plan.roster().spares(),
            List.of("observations", "pairs", "runs", "models"),
            site.means());
    Schedule schedule = Schedule.draw(plan.seed(), menu, plan.faults(), plan.pace());
    System.out.println(schedule);
    Topics topics = Topics.of(plan.experiment().name());
    startNodes();
    try (HistoryReader reader = HistoryReader.open(site.servers(), topics);
        Load load = new Load(site.servers(), topics, plan.seed(), DEADLINE)) {
      require(reader.await(h -> !h.published().isEmpty(), LIMIT), "a first model", reader);
      say("a model serves");
      CompletableFuture<Void> sent = load.start(plan.observations(), plan.pause());
      List<Storm.Struck> struck = new Storm(site, bystander(load, reader)).run(schedule);
      sent.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      say("the storm is over");
      boolean calm = awaitCalm(reader, load);
      say(calm ? "all is answered and trained" : "not all is answered and trained");
      stopNodes();
      require(reader.awaitEnd(LIMIT), "the ends of all topics", reader);
      History history = reader.history();
      List<Violation> violations = Auditor.audit(history, promise(undisturbed, load));
      return TrialResult.of(
          plan,
          menu,
          struck,
          history,
          load,
          undisturbed.keySet(),
          violations,
          calm,
          site.members().toList());
    }
  }

  private static void say(String what) {
    System.out.printf("%s %s%n", Instant.now(), what);
  }

  /** Models of the same experiment, without a fault, by version. */
  private Map<Long, String> undisturbed() throws Exception {
    Experiment calm = plan.experiment().named(plan.experiment().name() + "-calm");
    Member node = site.node("calm-1", "simulator,trainer", calm, 0);
    node.start();
    node.awaitReady();
    try (HistoryReader reader = HistoryReader.open(site.servers(), Topics.of(calm.name()))) {
      require(
          reader.await(Trial::isFinished, LIMIT), "the end of the undisturbed training", reader);
      node.terminate();
      require(reader.awaitEnd(LIMIT), "the ends of the topics", reader);
      Map<Long, String> models = new HashMap<>();
      reader.history().published().forEach(one -> models.put(one.version(), one.sha256()));
      return models;
    }
  }

  private void startNodes() throws Exception {
    for (String name : plan.roster().nodes()) {
      site.node(name, role(name), plan.experiment(), plan.paceMicros()).start();
    }
    for (String name : plan.roster().spares()) {
      site.node(name, role(name), plan.experiment(), plan.paceMicros());
    }
    for (String name : plan.roster().nodes()) {
      site.member(name).awaitReady();
    }
  }

  private static String role(String name) {
    return name.substring(0, name.indexOf('-'));
  }

  private static Storm.Bystander bystander(Load load, HistoryReader reader) {
    return new Storm.Bystander() {
      @Override
      public void poison(String topic) {
        load.poison(topic);
      }

      @Override
      public void tamper() {
        load.tamper(reader.lastModel());
      }
    };
  }

  /** Whether every observation is answered, every poison buried and the training at its end. */
  private boolean awaitCalm(HistoryReader reader, Load load) throws InterruptedException {
    List<String> ids = load.acknowledged();
    return reader.await(HistoryReader.answers(ids), LIMIT)
        && reader.await(HistoryReader.letters(buried(load)), LIMIT)
        && reader.await(Trial::isFinished, LIMIT);
  }

  private static boolean isFinished(History history) {
    return history.reports().stream()
        .anyMatch(report -> "finished".equals(report.notes().get("phase")));
  }

  private void stopNodes() throws Exception {
    for (String name : plan.roster().nodes()) {
      site.member(name).terminate();
    }
  }

  private Promise promise(Map<Long, String> undisturbed, Load load) {
    return new Promise(
        plan.exactlyOnce(),
        Experiment.WINDOW,
        DEADLINE,
        MARGIN,
        VISIBLE,
        TAKEOVER,
        undisturbed,
        new HashSet<>(load.tampered()),
        buried(load));
  }

  /**
   * The poisons that somebody is sure to read: one on the topic of pairs is not, once the training
   * is over, and one on that of models is refused there.
   */
  private static Set<Position> buried(Load load) {
    return load.poisons().stream()
        .filter(at -> at.topic().endsWith(".observations") || at.topic().endsWith(".runs"))
        .collect(Collectors.toSet());
  }

  private void require(boolean is, String what, HistoryReader reader) {
    if (!is) {
      throw new AssertionError(
          "expected %s within %d s; seed %d, last reports %s"
              .formatted(what, LIMIT.toSeconds(), plan.seed(), last(reader.history().reports())));
    }
  }

  private static <T> List<T> last(List<T> all) {
    return all.subList(Math.max(0, all.size() - 5), all.size());
  }
}
