package io.streambed.trainer;

import java.util.concurrent.CompletionStage;

/** Where an actor's products go: done when they are acknowledged, in the order of the calls. */
@FunctionalInterface
interface Outlet<T> {
  CompletionStage<?> publish(T product);
}
