package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.Connection;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.node.Role;
import io.streambed.app.node.Waiting;
import io.streambed.app.process.Program;
import io.streambed.app.progress.RunState;
import io.streambed.app.progress.RunWatch;
import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.topics.Telemetry;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three trainers as processes, one of which trains, and what befalls them. */
@Tag("slow")
class ClusterIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int STEPS = 6000;
  private static final int MEMBERS = 3;

  /** As fast as a loaded machine allows. */
  private static final String CLUSTER =
      """
      cluster { heartbeat = 500ms, heartbeat-pause = 3s, stable-after = 3s, removal-margin = 1s, bootstrap-margin = 1s }
      """;

  @TempDir Path directory;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Program> programs = new ArrayList<>();
  private EmbeddedBroker broker;
  private Path experiment;
  private ExperimentPlan plan;
  private Connection<Void> connection;
  private RunWatch watch;

  @BeforeEach
  void start() throws IOException {
    experiment = TinyExperiment.write(directory, STEPS);
    Files.writeString(experiment, CLUSTER, StandardOpenOption.APPEND);
    plan = ExperimentPlan.load(experiment.toString(), Map.of());
    broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory.resolve("broker"), 0));
    connection =
        Connection.open(plan, plan.kafka().at(broker.bootstrapServers()), Behaviors.empty());
    Waiting.on(connection.client().admin().create(connection.client().topics().all()), LIMIT);
    watch =
        Waiting.on(RunWatch.start(connection.system(), connection.client(), state -> {}), LIMIT);
    for (int port = 0; port < 2 * MEMBERS; port++) {
      ports.add(freePort());
    }
  }

  @AfterEach
  void stop() {
    programs.forEach(Program::close);
    watch.close();
    connection.close();
    broker.close();
  }

  @Test
  void aTrainerKilledThenOneFrozenAreSucceededAndTheWeightsAreThoseOfAnUndisturbedRun()
      throws Exception {
    String undisturbed = undisturbed();
    List<Program> trainers = new ArrayList<>();
    for (int member = 0; member < MEMBERS; member++) {
      trainers.add(trainer(member));
    }
    awaitMembers();

    Program first;
    try (Node simulators = simulators()) {
      await(state -> steps(state) >= 500 && state.figure("trainer", "checkpoint_steps") > 0);
      first = leader(trainers);
      first.kill();
    }
    assertTrue(trained(watch.state()) < STEPS, "it was done before it was killed");
    int killed = trainers.indexOf(first);
    awaitOtherThan(first);
    trainers.set(killed, trainer(killed));
    awaitMembers();

    try (Node simulators = simulators()) {
      await(state -> steps(state) >= 1500);
      Program second = leader(trainers);
      assertNotEquals(first, second);
      second.freeze();
      assertTrue(trained(watch.state()) < STEPS, "it was done before it was frozen");
      awaitOtherThan(second);
      second.resume();
      assertEquals(1, second.end(), second.said());
      assertTrue(
          second.said().contains("has taken over") || second.said().contains("taken it out"),
          second.said());

      await(state -> state.note("trainer", "phase").equals("finished"));
      Program third = leader(trainers);
      third.stop();
      assertEquals(Program.TERMINATED, third.end(), third.said());
    }
    List<Arrived> models = models();
    assertEquals(undisturbed, models.get(models.size() - 1).sha256());
    List<Long> versions = models.stream().map(Arrived::version).toList();
    assertEquals(versions.stream().distinct().sorted().toList(), versions);
  }

  private String undisturbed() throws IOException {
    Path alone = TinyExperiment.write(directory.resolve("alone"), STEPS);
    Ran ran =
        Ran.of("demo", alone.toString(), "--json", "--data", directory.resolve("a").toString());
    assertEquals(0, ran.status(), ran.err());
    return ran.json().at("/model/sha256").asText();
  }

  private Program trainer(int member) throws IOException {
    List<String> points = ports.subList(0, MEMBERS).stream().map(p -> "127.0.0.1:" + p).toList();
    Program program =
        Program.start(
            Map.of(
                "STREAMBED_CLUSTER", "true",
                "STREAMBED_CHECKPOINT_STORE", "topic",
                "STREAMBED_CLUSTER_MANAGEMENT_PORT", ports.get(member).toString(),
                "STREAMBED_CLUSTER_PORT", ports.get(MEMBERS + member).toString(),
                "STREAMBED_CLUSTER_CONTACT_POINTS", String.join(",", points)),
            "run",
            experiment.toString(),
            "--roles",
            "trainer",
            "--kafka",
            broker.bootstrapServers(),
            "--data",
            directory.resolve("trainer-" + member).toString());
    programs.add(program);
    return program;
  }

  private Node simulators() {
    return Node.start(
        plan,
        new NodeSettings(
            EnumSet.of(Role.SIMULATOR),
            new DataDirectory(directory.resolve("simulators")),
            Optional.of(broker.bootstrapServers())));
  }

  /** A majority could be gone with one node before all are up. */
  private void awaitMembers() {
    await(
        state ->
            state.figure("cluster", "members_up") == MEMBERS
                && state.figure("cluster", "members_unreachable") == 0);
  }

  private void awaitOtherThan(Program before) {
    await(state -> !name(state).isEmpty() && !isOf(before, state));
  }

  private Program leader(List<Program> trainers) {
    return trainers.stream()
        .filter(program -> isOf(program, watch.state()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no process is " + name(watch.state())));
  }

  private static boolean isOf(Program program, RunState state) {
    return name(state).endsWith("-" + program.pid());
  }

  private static String name(RunState state) {
    Telemetry word = state.newest().get("trainer");
    return word == null ? "" : word.process();
  }

  private static double steps(RunState state) {
    return state.figure("trainer", "steps");
  }

  private static double trained(RunState state) {
    double steps = steps(state);
    assertFalse(Double.isNaN(steps), "no trainer has said anything");
    return steps;
  }

  private void await(Predicate<RunState> expected) {
    try {
      Waiting.on(watch.until(expected), LIMIT);
    } catch (RuntimeException late) {
      throw new AssertionError("still at " + watch.state().newest(), late);
    }
  }

  private List<Arrived> models() {
    return Waiting.on(
        connection
            .client()
            .models()
            .upToNow()
            .<Arrived>mapConcat(
                arrival -> arrival instanceof Arrived model ? List.of(model) : List.of())
            .runWith(Sink.seq(), connection.system()),
        LIMIT);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
