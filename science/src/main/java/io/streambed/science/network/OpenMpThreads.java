package io.streambed.science.network;

import com.sun.jna.NativeLibrary;

/**
 * Limits OpenMP to one thread per calling thread, unless the environment says otherwise.
 *
 * <p>The engine's own thread property does not reach every pool inside it; idle OpenMP teams spin
 * and slow a busy machine by an order of magnitude. OpenMP reads the environment when its library
 * is loaded, so this has to run before.
 */
final class OpenMpThreads {

  private OpenMpThreads() {}

  /**
   * Sets OMP_NUM_THREADS and OMP_WAIT_POLICY of this process where they are absent; a failure is
   * harmless.
   */
  static void limit() {
    setUnlessPresent("OMP_NUM_THREADS", "1");
    setUnlessPresent("OMP_WAIT_POLICY", "passive");
  }

  private static void setUnlessPresent(String name, String value) {
    if (System.getenv(name) != null) {
      return;
    }
    try {
      NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] {name, value, 0});
    } catch (UnsatisfiedLinkError absent) {
      System.getLogger(OpenMpThreads.class.getName())
          .log(
              System.Logger.Level.INFO,
              "cannot set {0}; set {0}={1} in the environment for full speed",
              name,
              value);
    }
  }
}
