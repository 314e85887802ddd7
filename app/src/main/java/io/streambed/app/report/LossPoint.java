package io.streambed.app.report;

/**
 * One measurement of training; NaN where there is none.
 *
 * @param step gradient steps taken
 * @param loss of recent batches, nats
 * @param heldOutLoss of held-out pairs, nats
 */
public record LossPoint(long step, double loss, double heldOutLoss) {}
