package io.streambed.inference;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What all sessions of a process share.
 *
 * @param server draws
 * @param patience after which an answer does not come any more
 * @param backlog what the topic holds of them
 * @param meter told how many there are, and what they count
 * @param clock tells when a session was written
 */
record SessionTools(
    ActorRef<PosteriorServer.Command> server,
    SessionSettings settings,
    Duration patience,
    SessionBacklog backlog,
    SessionMeter meter,
    InstantSource clock) {}
