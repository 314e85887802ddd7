package io.streambed.chaos.site;

import io.streambed.chaos.fault.Fault;
import io.streambed.chaos.fault.Schedule;
import io.streambed.chaos.fault.Strike;
import io.streambed.chaos.network.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Carries a schedule out on a site. A fault begins when its time has come and its target has got
 * over the one before; a broker is hit only while all brokers are well.
 */
public final class Storm {
  private final Site site;
  private final Bystander bystander;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
  private final Set<String> hurt = new HashSet<>();
  private final List<Struck> struck = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  /** Who puts on topics what does not belong there. */
  public interface Bystander {
    /** Bytes that nobody can read, on the experiment's topic of this short name. */
    void poison(String topic);

    /** A model that is not what its hash says. */
    void tamper();
  }

  /**
   * What happened.
   *
   * @param began when it struck
   */
  public record Struck(Strike strike, Instant began) {}

  public Storm(Site site, Bystander bystander) {
    this.site = site;
    this.bystander = bystander;
  }

  /**
   * Returns when all strikes are over and all processes are well again.
   *
   * @throws AssertionError if a process does not come back
   */
  public List<Struck> run(Schedule schedule) throws Exception {
    long last = System.nanoTime();
    try {
      for (Strike strike : schedule.strikes()) {
        awaitTurn(strike.fault().target(), last + strike.after().toNanos());
        last = System.nanoTime();
        strike(strike);
      }
      awaitCalm();
    } finally {
      clock.shutdownNow();
    }
    return List.copyOf(struck);
  }

  private synchronized void awaitTurn(String target, long time) throws InterruptedException {
    while (System.nanoTime() < time || isHurt(target)) {
      wait(Math.max(1, (time - System.nanoTime()) / 1_000_000));
    }
    throwFailures();
    if (target.startsWith("broker")) {
      for (String broker : Site.brokerNames()) {
        site.member(broker).awaitReady();
      }
    } else if (isProcess(target) && !isSpare(target)) {
      site.member(target).awaitReady();
    }
  }

  private boolean isHurt(String target) {
    return target.startsWith("broker")
        ? hurt.stream().anyMatch(one -> one.startsWith("broker"))
        : hurt.contains(target);
  }

  private boolean isProcess(String target) {
    return site.members().anyMatch(member -> member.name().equals(target));
  }

  private boolean isSpare(String target) {
    return site.members().anyMatch(member -> member.name().equals(target) && !member.isWanted());
  }

  private void strike(Strike strike) throws Exception {
    Fault fault = strike.fault();
    System.out.printf(
        "%s strike %d: %s for %d ms%n",
        Instant.now(), strike.number(), fault, strike.lasts().toMillis());
    synchronized (this) {
      hurt.add(fault.target());
      struck.add(new Struck(strike, Instant.now()));
    }
    begin(fault);
    clock.schedule(() -> mend(fault), strike.lasts().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void begin(Fault fault) throws Exception {
    String target = fault.target();
    if (fault instanceof Fault.Kill) {
      site.member(target).kill();
    } else if (fault instanceof Fault.Pause) {
      site.member(target).pause();
    } else if (fault instanceof Fault.Restart) {
      site.member(target).terminate();
    } else if (fault instanceof Fault.Isolate) {
      site.links(target).forEach(site.weather()::cut);
    } else if (fault instanceof Fault.Estrange) {
      site.linksToTrainers(target).forEach(site.weather()::cut);
    } else if (fault instanceof Fault.Part part) {
      site.weather().cut(new Link(target, part.broker()));
    } else if (fault instanceof Fault.Slow slow) {
      site.links(target).forEach(link -> site.weather().slow(link, slow.delay()));
    } else if (fault instanceof Fault.FillDisk) {
      site.disk().orElseThrow().fill();
    } else if (fault instanceof Fault.SetClock jump) {
      site.clock().orElseThrow().set(target, jump.seconds());
    } else if (fault instanceof Fault.Join) {
      site.member(target).start();
    } else if (fault instanceof Fault.Poison) {
      bystander.poison(target);
    } else if (fault instanceof Fault.Tamper) {
      bystander.tamper();
    }
  }

  private void mend(Fault fault) {
    String target = fault.target();
    try {
      if (fault instanceof Fault.Kill || fault instanceof Fault.Restart) {
        site.member(target).start();
      } else if (fault instanceof Fault.Pause) {
        site.member(target).resume();
      } else if (fault instanceof Fault.FillDisk) {
        site.disk().orElseThrow().empty();
      } else if (fault instanceof Fault.SetClock) {
        site.clock().orElseThrow().set(target, 0);
      } else if (fault instanceof Fault.Join) {
        site.member(target).terminate();
      } else {
        site.links(target).forEach(site.weather()::mend);
      }
    } catch (Exception | AssertionError problem) {
      fail(problem);
    }
    healed(target);
  }

  private synchronized void fail(Throwable problem) {
    failures.add(problem);
  }

  private synchronized void healed(String target) {
    hurt.remove(target);
    notifyAll();
  }

  private synchronized void throwFailures() {
    if (!failures.isEmpty()) {
      throw new AssertionError("a fault could not be undone", failures.get(0));
    }
  }

  private void awaitCalm() throws InterruptedException {
    synchronized (this) {
      while (!hurt.isEmpty()) {
        wait(Duration.ofSeconds(1).toMillis());
      }
      throwFailures();
    }
    for (Member member : site.members().toList()) {
      if (member.isWanted()) {
        member.awaitReady();
      }
    }
  }
}
