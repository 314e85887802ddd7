package io.streambed.trainer;

import io.streambed.trainer.checkpoint.Finding;
import io.streambed.trainer.checkpoint.Progress;
import io.streambed.trainer.plan.Account;
import java.util.List;
import java.util.Map;

/**
 * Where a trainer stands.
 *
 * @param phase what it is doing
 * @param progress how far it has come
 * @param account what became of the planned runs
 * @param offsets from which the pairs have to be read again after a restart, by partition
 * @param findings what the rounds before this one found
 * @param failure why it stopped; empty unless it FAILED
 */
public record Description(
    Phase phase,
    Progress progress,
    Account account,
    Map<Integer, Long> offsets,
    List<Finding> findings,
    String failure) {}
