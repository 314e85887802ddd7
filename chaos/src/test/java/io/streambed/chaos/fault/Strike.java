package io.streambed.chaos.fault;

import java.time.Duration;

/**
 * One fault of a schedule.
 *
 * @param number from 1
 * @param after time since the strike before it began
 * @param fault what goes wrong
 * @param lasts until it is undone; zero for what is not undone
 */
public record Strike(int number, Duration after, Fault fault, Duration lasts) {}
