package io.streambed.topics.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.proto.v1.Proposal;
import io.streambed.topics.Nouns;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no proposal is refused, and named. */
class ProposalsTest {

  private static Proposal.Builder kernels() {
    return Proposals.message(Nouns.KERNELS).toBuilder();
  }

  private static void assertRefused(String expected, Proposal.Builder message) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Proposals.noun(message.build()), expected);
    assertTrue(String.valueOf(refused.getMessage()).contains(expected), refused.getMessage());
  }

  @Test
  void everyFormComesBackAsItWent() {
    for (var proposal : List.of(Nouns.PROPOSAL, Nouns.TRUNCATED, Nouns.KERNELS)) {
      assertEquals(proposal, Proposals.noun(Proposals.message(proposal)));
    }
  }

  @Test
  void meaninglessProposalsAreRefused() {
    assertRefused("id of a round", Proposals.message(Nouns.TRUNCATED).toBuilder().setId(0));
    assertRefused("id of a round", kernels().setId(0));
    assertRefused("unknown form", Proposal.newBuilder().setId(3));

    Proposal.Builder turned = Proposals.message(Nouns.TRUNCATED).toBuilder();
    turned.getTruncatedBuilder().setLower(turned.getTruncated().getUpper());
    assertRefused("lower < upper", turned);

    Proposal.Builder narrow = kernels();
    narrow.getKernelsBuilder().setLower(Tensors.of(new double[3], List.of(3)));
    assertRefused("shape [P] of a box", narrow);

    Proposal.Builder ragged = kernels();
    ragged.getKernelsBuilder().setCentres(Tensors.of(new double[7], List.of(7)));
    assertRefused("centres [K, 4]", ragged);

    Proposal.Builder flat = kernels();
    flat.getKernelsBuilder().setCovariance(Tensors.of(new double[16], List.of(4, 4)));
    assertRefused("covariance", flat);

    Proposal.Builder undrawn = kernels();
    undrawn.getKernelsBuilder().setDefensiveShare(1);
    assertRefused("defensiveShare", undrawn);

    Proposal.Builder outside = kernels();
    outside.getKernelsBuilder().setInsideShare(Double.NaN);
    assertRefused("insideShare", outside);
  }
}
