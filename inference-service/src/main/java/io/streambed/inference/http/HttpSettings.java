package io.streambed.inference.http;

import io.streambed.inference.access.AccessSettings;
import io.streambed.inference.live.ViewSettings;
import io.streambed.topics.experiment.CheckedSettings;
import io.streambed.topics.security.TlsFiles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * How the page and the interface are served: section {@code http} of an experiment.
 *
 * @param enabled whether they are
 * @param host name or address to listen at
 * @param port 0 for any that is free
 * @param ports how many from there on are tried, at least 1
 * @param tls key and certificate to show; without them it is not encrypted
 * @param access who may call
 * @param names by which it may be called besides {@code host} and this machine's own
 * @param limits of what it does at a time
 * @param look how often lags are asked for
 * @param outage how long no broker may have answered while the process still counts as ready
 * @param view what is remembered
 */
public record HttpSettings(
    boolean enabled,
    String host,
    int port,
    int ports,
    TlsFiles tls,
    AccessSettings access,
    List<String> names,
    Limits limits,
    Duration look,
    Duration outage,
    ViewSettings view) {
  private static final int MOST_PORT = 65_535;
  private static final int MANY = 100_000;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int KIBIBYTE = 1024;

  public HttpSettings {
    names = List.copyOf(names);
  }

  /**
   * What is done at a time.
   *
   * @param bodyBytes of a request
   * @param bodyDepth nesting in it
   * @param connections at a time
   * @param streams of them that follow a sensor
   * @param waiting of them that wait for a posterior
   * @param sendingBytes of records that no broker has acknowledged yet
   * @param margin past an observation's deadline in which its answer is waited for
   * @param page entries of a list where it is not said how many
   * @param pageMaximum entries of a list at most
   */
  public record Limits(
      int bodyBytes,
      int bodyDepth,
      int connections,
      int streams,
      int waiting,
      int sendingBytes,
      Duration margin,
      int page,
      int pageMaximum) {}

  /** Reads section {@code http} of a whole file, and notes every mistake in it. */
  public static HttpSettings from(CheckedSettings file) {
    CheckedSettings section = file.section("http");
    String host = section.text("host");
    AccessSettings access = AccessSettings.from(section.section("authentication"));
    TlsFiles tls = TlsFiles.identityFrom(section.section("tls"));
    if (!isLoopback(host)) {
      checkRemote(section, access, tls);
    }
    int most = section.integer("page-maximum", 1, MANY);
    return new HttpSettings(
        section.flag("enabled"),
        host,
        section.integer("port", 0, MOST_PORT),
        section.integer("ports", 1, MOST_PORT),
        tls,
        access,
        section.texts("names"),
        new Limits(
            section.integer("body-kibibytes", 1, MANY) * KIBIBYTE,
            section.integer("body-depth", 2, 1000),
            section.integer("connections", 1, MANY),
            section.integer("streams", 0, MANY),
            section.integer("waiting", 0, MANY),
            section.integer("sending-kibibytes", 1, MANY) * KIBIBYTE,
            section.duration("margin", Duration.ZERO, LONGEST),
            section.integer("page", 1, most),
            most),
        section.duration("look", SHORTEST, LONGEST),
        section.duration("outage", SHORTEST, LONGEST),
        ViewSettings.from(section.section("view")));
  }

  private static void checkRemote(CheckedSettings section, AccessSettings access, TlsFiles tls) {
    String here = "an address of this machine alone, such as 127.0.0.1, since ";
    if (!section.flag("allow-remote-without-authentication") && !access.required()) {
      section.mistake(
          "host",
          here
              + "nobody has to say who they are; or authentication;"
              + " or allow-remote-without-authentication = true");
    }
    if (!section.flag("allow-remote-without-tls")
        && access.required()
        && tls.identity().isEmpty()) {
      section.mistake(
          "host",
          here
              + "tokens would cross the network in the clear; or tls.identity.file;"
              + " or allow-remote-without-tls = true where something else encrypts");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
