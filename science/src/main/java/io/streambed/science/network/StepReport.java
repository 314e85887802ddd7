package io.streambed.science.network;

/**
 * What one step saw.
 *
 * @param step number of the step, from 1
 * @param loss of the batch before the step, nats; not finite makes the step skipped
 * @param gradientNorm norm of the gradient of all weights together, before clipping
 * @param temperature τ after the step; the root of E for INNER_PRODUCT, NaN where there is none
 * @param rate learning rate used
 * @param skipped whether the weights were left alone, since loss or gradient was not finite or the
 *     gradient out of all proportion
 */
public record StepReport(
    long step,
    double loss,
    double gradientNorm,
    double temperature,
    double rate,
    boolean skipped) {}
