package io.streambed.trainer;

import io.streambed.science.ModelSnapshot;
import io.streambed.science.RunBlock;
import io.streambed.topics.Telemetry;

/** All that a trainer gives out. */
record Outlets(Outlet<RunBlock> runs, Outlet<ModelSnapshot> models, Outlet<Telemetry> telemetry) {}
