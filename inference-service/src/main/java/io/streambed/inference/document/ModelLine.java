package io.streambed.inference.document;

import io.streambed.science.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model in a list.
 *
 * @param sha256 of the weights' file, 64 hexadecimal digits
 * @param step gradient steps behind it
 * @param admitted runs behind it
 * @param kind of estimator
 * @param serving whether it is the newest that may serve
 * @param loss of held-out pairs, nats; null without a calibration
 * @param verdict of the comparison with the model that served, null where there was none
 */
public record ModelLine(
    long version,
    String sha256,
    int round,
    long step,
    long admitted,
    Instant created,
    Instant published,
    String kind,
    boolean serving,
    @Nullable Double loss,
    @Nullable Verdict verdict) {}
