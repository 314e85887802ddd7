package io.streambed.inference;

import io.streambed.science.Observation;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * An observation for its sensor's session.
 *
 * @param partition that holds the sensor's observations
 * @param incoming the observation with its place there
 * @param read when its record was read, reading of {@link System#nanoTime}
 * @param receipt when it reached this process
 * @param replyTo gets one answer, by the observation's deadline
 */
record SessionRequest(
    int partition,
    SessionObservation incoming,
    long read,
    ReceiptTime receipt,
    ActorRef<SessionAnswer> replyTo) {

  Observation observation() {
    return incoming.observation();
  }

  String sensor() {
    return observation().sensor();
  }
}
