package io.streambed.inference.live;

/**
 * What is written and not yet worked on.
 *
 * @param runs blocks of runs that no simulator has finished
 * @param observations that have no answer yet
 */
public record Lags(long runs, long observations) {}
