package io.streambed.chaos.site;

import io.streambed.chaos.fault.Menu;
import io.streambed.chaos.network.Callers;
import io.streambed.chaos.network.Link;
import io.streambed.chaos.network.Weather;
import io.streambed.chaos.process.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Three brokers and the nodes of one experiment, all processes of their own. */
public final class Site implements AutoCloseable {
  private static final int HEAP_MEBIBYTES = 256;
  private static final String READY = "Ctrl-C stops";

  private final Path directory;
  private final Program program;
  private final Callers callers = new Callers();
  private final Weather weather = new Weather();
  private final Brokers brokers;
  private final Map<String, Member> members = new HashMap<>();
  private final Seats seats;
  private final Optional<SmallDisk> disk;
  private final Optional<FakeClock> clock;

  private Site(
      Path directory,
      Program program,
      int trainers,
      Optional<SmallDisk> disk,
      Optional<FakeClock> clock)
      throws IOException {
    this.directory = directory;
    this.program = program;
    this.disk = disk;
    this.clock = clock;
    Ports ports = new Ports();
    brokers = Brokers.start(directory, program, ports, callers, weather);
    seats = Seats.open(trainers, ports, callers, weather);
    brokers.members().forEach(broker -> members.put(broker.name(), broker));
  }

  /**
   * Starts the brokers; returns when they serve.
   *
   * @param trainers how many there are to be; three or more form a cluster
   * @param clocks whether clocks are to be set, where that can be done: all of the time is dearer
   *     then
   */
  public static Site start(Path directory, int trainers, boolean clocks)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Site site =
        new Site(
            directory,
            Program.prepare(directory),
            trainers,
            SmallDisk.mount(directory.resolve("trainer-1")),
            clocks ? FakeClock.in(directory) : Optional.empty());
    try {
      for (Member broker : site.brokers.members()) {
        broker.awaitReady();
      }
    } catch (AssertionError | InterruptedException notUp) {
      site.close();
      throw notUp;
    }
    return site;
  }

  /** What this machine can do; what it cannot is said. */
  public List<Menu.Means> means() {
    List<Menu.Means> means = new ArrayList<>();
    offer(Callers.areTold(), Menu.Means.PARTITION, "no /proc that tells who connects", means);
    offer(disk.isPresent(), Menu.Means.DISK, "this user may not mount a small file system", means);
    offer(
        clock.isPresent(),
        Menu.Means.CLOCK,
        "not asked for, or libfaketime is not installed",
        means);
    return means;
  }

  private static void offer(boolean can, Menu.Means one, String otherwise, List<Menu.Means> means) {
    if (can) {
      means.add(one);
    } else {
      System.out.printf("SKIPPED faults of kind %s: %s%n", one, otherwise);
    }
  }

  /** The brokers' addresses. */
  public String servers() {
    return brokers.servers();
  }

  public static List<String> brokerNames() {
    return Brokers.names();
  }

  Weather weather() {
    return weather;
  }

  /** All ways between trainer {@code name} and the other trainers, from either side. */
  List<Link> linksToTrainers(String name) {
    return seats.links(name);
  }

  /** All ways between {@code name} and brokers, and between trainers, from either side. */
  List<Link> links(String name) {
    List<Link> links = new ArrayList<>(linksToTrainers(name));
    brokerNames().forEach(broker -> links.add(new Link(name, broker)));
    return links;
  }

  Optional<SmallDisk> disk() {
    return disk;
  }

  Optional<FakeClock> clock() {
    return clock;
  }

  /**
   * A node that can be started.
   *
   * @param name its role and a number, such as trainer-1
   * @param roles of the process
   * @param paceMicros of a simulator's run
   */
  public Member node(String name, String roles, Experiment experiment, int paceMicros)
      throws IOException {
    List<String> command =
        program.command(
            "io.streambed.app.StreambedMain",
            HEAP_MEBIBYTES,
            Stream.concat(
                    Stream.of("-D%s=%d".formatted(PacedGaussian.PACE, paceMicros)),
                    seats.options(name).stream())
                .toList(),
            List.of(
                "run",
                experiment.write(directory).toString(),
                "--roles",
                roles,
                "--kafka",
                servers(),
                "--data",
                directory.resolve(name).toString()));
    Map<String, String> environment = new HashMap<>();
    environment.put("STREAMBED_CLIENT", name);
    environment.put("OMP_NUM_THREADS", "1");
    environment.put("OMP_WAIT_POLICY", "passive");
    environment.put("MALLOC_ARENA_MAX", "2");
    if (name.endsWith("-1")) {
      // Every first of a role keeps its name over restarts, the others join anew.
      environment.put("STREAMBED_INSTANCE", name);
    }
    environment.putAll(seats.environment(name));
    if (clock.isPresent()) {
      environment.putAll(clock.get().environment(name));
    }
    Member member =
        new Member(
            name,
            READY,
            () -> Jvm.start(name, directory.resolve(name + ".out"), environment, command));
    callers.know(name, member::pid);
    members.put(name, member);
    return member;
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  public Member member(String name) {
    Member member = members.get(name);
    if (member == null) {
      throw new IllegalArgumentException(
          "expected one of %s, got %s".formatted(members.keySet(), name));
    }
    return member;
  }

  /** All that were named so far. */
  public Stream<Member> members() {
    return members.values().stream();
  }

  /** Kills all that runs, and removes what was mounted. */
  @Override
  public void close() throws IOException, InterruptedException {
    for (Member member : members.values()) {
      member.kill();
    }
    brokers.close();
    seats.close();
    disk.ifPresent(SmallDisk::close);
  }
}
