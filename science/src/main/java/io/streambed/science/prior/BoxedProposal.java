package io.streambed.science.prior;

/** A proposal whose support is a box in the prior's unit coordinates. */
public sealed interface BoxedProposal extends Proposal permits TruncatedProposal, KernelProposal {

  /** Outside of it nothing is drawn. */
  UnitBox box();
}
