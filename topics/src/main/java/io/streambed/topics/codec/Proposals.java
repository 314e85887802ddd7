package io.streambed.topics.codec;

import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import java.util.List;

/** Proposals as messages. */
final class Proposals {

  private Proposals() {}

  static io.streambed.proto.v1.Proposal message(Proposal proposal) {
    var message = io.streambed.proto.v1.Proposal.newBuilder().setId(proposal.id());
    if (proposal instanceof GaussianProposal gaussian) {
      double[] mean = gaussian.mean();
      message
          .getGaussianBuilder()
          .setMean(Tensors.of(mean, List.of(mean.length)))
          .setCovariance(Tensors.of(gaussian.covariance(), List.of(mean.length, mean.length)))
          .setSupportMass(gaussian.supportMass());
    } else {
      message.getPriorBuilder();
    }
    return message.build();
  }

  static Proposal noun(io.streambed.proto.v1.Proposal message) {
    return switch (message.getFormCase()) {
      case PRIOR -> prior(message);
      case GAUSSIAN ->
          GaussianProposal.of(
              message.getId(),
              Tensors.doubles("mean", message.getGaussian().getMean()),
              Tensors.doubles("covariance", message.getGaussian().getCovariance()),
              message.getGaussian().getSupportMass());
      case FORM_NOT_SET ->
          throw new IllegalArgumentException(
              "expected the prior or a gaussian as proposal, got an unknown form");
    };
  }

  private static Proposal prior(io.streambed.proto.v1.Proposal message) {
    if (message.getId() != 0) {
      throw new IllegalArgumentException(
          "expected id 0 of the prior as proposal, got " + message.getId());
    }
    return new PriorProposal();
  }
}
