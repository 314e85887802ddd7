package io.streambed.topics.codec;

import io.streambed.proto.v1.Tensor;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.KernelProposal;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.UnitBox;
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
    } else if (proposal instanceof TruncatedProposal truncated) {
      message
          .getTruncatedBuilder()
          .setLower(vector(truncated.box().lower()))
          .setUpper(vector(truncated.box().upper()));
    } else if (proposal instanceof KernelProposal mixture) {
      Kernels kernels = mixture.kernels();
      int size = kernels.parameters();
      message
          .getKernelsBuilder()
          .setLower(vector(mixture.box().lower()))
          .setUpper(vector(mixture.box().upper()))
          .setCentres(Tensors.of(kernels.centres(), List.of(kernels.count(), size)))
          .setCovariance(Tensors.of(kernels.covariance(), List.of(size, size)))
          .setDefensiveShare(mixture.defensiveShare())
          .setInsideShare(mixture.insideShare());
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
      case TRUNCATED ->
          new TruncatedProposal(
              message.getId(),
              box(message.getTruncated().getLower(), message.getTruncated().getUpper()));
      case KERNELS -> kernels(message.getId(), message.getKernels());
      case FORM_NOT_SET ->
          throw new IllegalArgumentException(
              "expected the prior, a gaussian, a truncated prior or kernels as proposal, got an unknown form");
    };
  }

  private static Proposal kernels(int id, io.streambed.proto.v1.KernelProposal message) {
    UnitBox box = box(message.getLower(), message.getUpper());
    Kernels kernels =
        Kernels.of(
            box.size(),
            Tensors.doubles("centres", message.getCentres()),
            Tensors.doubles("covariance", message.getCovariance()));
    return KernelProposal.of(
        id, box, kernels, message.getDefensiveShare(), message.getInsideShare());
  }

  private static UnitBox box(Tensor lower, Tensor upper) {
    return UnitBox.of(Tensors.doubles("lower", lower), Tensors.doubles("upper", upper));
  }

  private static Tensor vector(double[] values) {
    return Tensors.of(values, List.of(values.length));
  }

  private static Proposal prior(io.streambed.proto.v1.Proposal message) {
    if (message.getId() != 0) {
      throw new IllegalArgumentException(
          "expected id 0 of the prior as proposal, got " + message.getId());
    }
    return new PriorProposal();
  }
}
