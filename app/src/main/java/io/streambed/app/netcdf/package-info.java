/** NetCDF-4 files, written without a native library: groups, dimensions, variables, attributes. */
@NullMarked
package io.streambed.app.netcdf;

import org.jspecify.annotations.NullMarked;
