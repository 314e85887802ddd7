package io.streambed.trainer.checkpoint;

import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.KernelProposal;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.UnitBox;
import java.io.IOException;

/** A proposal as bytes: its form, its id, then what the form has. */
final class ProposalLayout {
  private static final int PRIOR = 0;
  private static final int GAUSSIAN = 1;
  private static final int TRUNCATED = 2;
  private static final int KERNELS = 3;

  private ProposalLayout() {}

  static void write(Proposal proposal, LittleEndianOutput out) throws IOException {
    if (proposal instanceof GaussianProposal gaussian) {
      begin(GAUSSIAN, proposal, out);
      out.writeDoubles(gaussian.mean());
      out.writeDoubles(gaussian.covariance());
      out.writeDouble(gaussian.supportMass());
    } else if (proposal instanceof TruncatedProposal truncated) {
      begin(TRUNCATED, proposal, out);
      writeBox(truncated.box(), out);
    } else if (proposal instanceof KernelProposal mixture) {
      begin(KERNELS, proposal, out);
      writeBox(mixture.box(), out);
      out.writeDoubles(mixture.kernels().centres());
      out.writeDoubles(mixture.kernels().covariance());
      out.writeDouble(mixture.defensiveShare());
      out.writeDouble(mixture.insideShare());
    } else {
      begin(PRIOR, proposal, out);
    }
  }

  static Proposal read(LittleEndianInput in) throws IOException {
    int form = in.readInt();
    int id = in.readInt();
    return switch (form) {
      case PRIOR -> new PriorProposal();
      case GAUSSIAN -> GaussianProposal.of(id, in.readDoubles(), in.readDoubles(), in.readDouble());
      case TRUNCATED -> new TruncatedProposal(id, readBox(in));
      case KERNELS -> {
        UnitBox box = readBox(in);
        Kernels kernels = Kernels.of(box.size(), in.readDoubles(), in.readDoubles());
        yield KernelProposal.of(id, box, kernels, in.readDouble(), in.readDouble());
      }
      default -> throw new IOException("expected a proposal of form 0 to 3, got " + form);
    };
  }

  private static void begin(int form, Proposal proposal, LittleEndianOutput out)
      throws IOException {
    out.writeInt(form);
    out.writeInt(proposal.id());
  }

  private static void writeBox(UnitBox box, LittleEndianOutput out) throws IOException {
    out.writeDoubles(box.lower());
    out.writeDoubles(box.upper());
  }

  private static UnitBox readBox(LittleEndianInput in) throws IOException {
    return UnitBox.of(in.readDoubles(), in.readDoubles());
  }
}
