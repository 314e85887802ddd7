package io.streambed.science.simulator;

/**
 * The two-scale model of Lorenz (1996) on a ring of K = 36 sites with J = 10 fast variables each.
 *
 * <p>dX_k/dt = -X_{k-1} (X_{k-2} - X_{k+1}) - X_k + F - h c mean_j Y_{j,k} and dY_j/dt = c (-b
 * Y_{j+1} (Y_{j+2} - Y_{j-1}) - Y_j + (h / J) X_k), where Y is one ring of K J values. A state is
 * X, then Y, shape [K + K J].
 */
record TwoScaleAtmosphere(double forcing, double coupling, double timeScale, double spaceScale)
    implements RungeKutta4.Rate {
  static final int SITES = 36;
  static final int FAST_PER_SITE = 10;
  static final int FAST = SITES * FAST_PER_SITE;
  static final int SIZE = SITES + FAST;

  @Override
  public void at(double[] state, double[] rate) {
    fastRates(state, rate);
    slowRates(state, rate);
  }

  /**
   * A bound on how fast anything changes at {@code state}, per unit of time: fast advection and
   * decay c (b max |Y| + 1), slow advection and decay 2 max |X| + 1, and the exchange between the
   * scales h c / sqrt J.
   */
  double fastestRate(double[] state) {
    double slow = 0;
    for (int k = 0; k < SITES; k++) {
      slow = Math.max(slow, Math.abs(state[k]));
    }
    double fast = 0;
    for (int i = SITES; i < SIZE; i++) {
      fast = Math.max(fast, Math.abs(state[i]));
    }
    double exchange = Math.abs(coupling) * timeScale / Math.sqrt(FAST_PER_SITE);
    double advection = timeScale * (Math.abs(spaceScale) * fast + 1);
    return Math.max(exchange, Math.max(advection, 2 * slow + 1));
  }

  private void slowRates(double[] state, double[] rate) {
    for (int k = 0; k < SITES; k++) {
      double sum = 0;
      for (int j = 0; j < FAST_PER_SITE; j++) {
        sum += state[SITES + k * FAST_PER_SITE + j];
      }
      double before = state[k >= 1 ? k - 1 : k - 1 + SITES];
      double twoBefore = state[k >= 2 ? k - 2 : k - 2 + SITES];
      double after = state[k + 1 < SITES ? k + 1 : 0];
      rate[k] =
          -before * (twoBefore - after)
              - state[k]
              + forcing
              - coupling * timeScale * (sum / FAST_PER_SITE);
    }
  }

  private void fastRates(double[] state, double[] rate) {
    double drive = coupling / FAST_PER_SITE;
    for (int i = 0; i < FAST; i++) {
      double after = state[SITES + (i + 1 < FAST ? i + 1 : 0)];
      double twoAfter = state[SITES + (i + 2 < FAST ? i + 2 : i + 2 - FAST)];
      double before = state[SITES + (i >= 1 ? i - 1 : FAST - 1)];
      rate[SITES + i] =
          timeScale
              * (-spaceScale * after * (twoAfter - before)
                  - state[SITES + i]
                  + drive * state[i / FAST_PER_SITE]);
    }
  }
}
