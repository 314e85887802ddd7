package io.streambed.science.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Function;

/**
 * The one door to the tensor engine: starts it once, offline and with one thread, and runs work in
 * scopes that free every array.
 *
 * <p>Law inside a graph: a constant is made with {@link #constant}, never passed as a Java number
 * to mul, div, pow, maximum or minimum, and no array made from a Java array is closed before the
 * backward pass; the engine keeps the address of such a number but not its memory, and a collection
 * in between silently corrupts gradients.
 */
final class TensorRuntime {

  private TensorRuntime() {}

  /** Loads on first use; loading takes about half a second. */
  private static final class Loaded {
    static final NDManager ROOT = start();

    private static NDManager start() {
      System.setProperty("ai.djl.offline", "true");
      System.setProperty("OPT_OUT_TRACKING", "true");
      setUnlessPresent("ai.djl.default_engine", "PyTorch");
      setUnlessPresent("ai.djl.pytorch.num_threads", "1");
      setUnlessPresent("ai.djl.pytorch.num_interop_threads", "1");
      OpenMpThreads.limit();
      NDManager root = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
      try (NDManager manager = root.newSubManager()) {
        manager.ones(new Shape(2, 2)).matMul(manager.ones(new Shape(2, 2))).toFloatArray();
      }
      return root;
    }

    private static void setUnlessPresent(String key, String value) {
      if (System.getProperty(key) == null) {
        System.setProperty(key, value);
      }
    }
  }

  /**
   * Runs {@code work} and frees every array that this thread made in it.
   *
   * @param gradients whether operations on arrays that require gradients are recorded
   */
  static <T> T compute(boolean gradients, Function<NDManager, T> work) {
    NDManager root = Loaded.ROOT;
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(gradients);
    try (NDManager manager = root.newSubManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return work.apply(manager);
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * A manager that outlives scopes; its owner closes it, and closes it when nobody is inside an
   * operation.
   */
  static NDManager lastingManager() {
    return Loaded.ROOT.newSubManager();
  }

  /** A scalar in memory of the engine's own, safe inside a graph. */
  static NDArray constant(NDManager manager, double value) {
    return manager.full(new Shape(), (float) value, DataType.FLOAT32);
  }

  /**
   * Adds to the gradients of all leaves behind {@code output} the product of its Jacobian with
   * {@code gradient}.
   */
  static void backward(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
  }
}
