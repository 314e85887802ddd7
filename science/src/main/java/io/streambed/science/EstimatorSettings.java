package io.streambed.science;

import java.util.Locale;

/** What is learnt from pairs, and its form. Travels with every model. */
public sealed interface EstimatorSettings
    permits EmbedAndEmulateSettings, NreCSettings, AbcSettings, NpeCSettings {

  /** Residual blocks, or layers of a flow, of any network; more are refused. */
  int MOST_BLOCKS = 64;

  /** Octaves of any features; more are refused. */
  int MOST_OCTAVES = 12;

  /** What is learnt. */
  Kind kind();

  /** How data are read: decides which of their values are standardised in common. */
  Encoder encoder();

  /** What is done to data before standardisation. */
  DataTransform transform();

  /** The settings that decide how large a model is, for people: "width or number of blocks". */
  String sizedBy();

  /** The estimators there are; as a text in lower case with hyphens. */
  enum Kind {
    /** Contrastive embeddings of data and parameters (arXiv 2409.18402). */
    EMBED_AND_EMULATE,
    /** Contrastive neural ratio estimation (arXiv 2210.06170). */
    NRE_C,
    /** Rejection ABC with a kernel density. */
    ABC,
    /** Neural posterior estimation by a spline flow (arXiv 1905.07488). */
    NPE_C;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What maps data to an embedding. */
  enum Encoder {
    /** Residual perceptron on all values, data [D]. */
    PERCEPTRON,
    /** 1-D convolutional residual network over the last axis, data [C, T] or [T]. */
    CONVOLUTION,
    /** Sum of the embeddings of independent repeats: data [R, D], the perceptron on each row. */
    SUM_OF_REPEATS
  }

  /** How embeddings meet. */
  enum Critic {
    /** Both on the unit sphere, divided by τ. */
    COSINE,
    /** Plain inner product, divided by the root of E. */
    INNER_PRODUCT,
    /** A small network of the difference of both, less half its squared length. */
    DISCREPANCY
  }

  /** What is done to each value of the data before standardisation. */
  enum DataTransform {
    NONE,
    /** log y; y must be positive (values at or below 1e-30 are taken as 1e-30). */
    LOG,
    /** sign(y) log(1 + |y|). */
    SIGNED_LOG;

    private static final double SMALLEST = 1e-30;

    /** Of all values of {@code data}, flat. */
    public double[] of(Data data) {
      double[] values = new double[data.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = of(data.get(i));
      }
      return values;
    }

    /** Of one value. */
    public double of(double y) {
      return switch (this) {
        case NONE -> y;
        case LOG -> Math.log(Math.max(y, SMALLEST));
        case SIGNED_LOG -> Math.signum(y) * Math.log1p(Math.abs(y));
      };
    }
  }
}
