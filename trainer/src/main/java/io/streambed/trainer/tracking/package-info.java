/**
 * What a training shows to the trackers that people use: TensorBoard's event files and MLflow. Data
 * flow out alone; nothing here is read by the training.
 */
@NullMarked
package io.streambed.trainer.tracking;

import org.jspecify.annotations.NullMarked;
