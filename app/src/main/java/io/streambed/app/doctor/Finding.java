package io.streambed.app.doctor;

/**
 * What one check found.
 *
 * @param check what was looked at
 * @param well whether all is well
 * @param found what was found
 * @param remedy what to do; empty if all is well
 */
public record Finding(String check, boolean well, String found, String remedy) {

  static Finding well(String check, String found) {
    return new Finding(check, true, found, "");
  }

  static Finding wrong(String check, String found, String remedy) {
    return new Finding(check, false, found, remedy);
  }
}
