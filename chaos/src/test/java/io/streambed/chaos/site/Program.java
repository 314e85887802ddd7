package io.streambed.chaos.site;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program under test as a class path, with this module's simulator, and where it is all jars an
 * archive of its classes, which halves what a start costs.
 */
final class Program {
  private static final String SERVICE =
      "META-INF/services/io.streambed.science.simulator.Simulator";
  private static final String CLASS = PacedGaussian.class.getName().replace('.', '/') + ".class";

  private final String classPath;
  private final Optional<Path> archive;

  private Program(String classPath, Optional<Path> archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  /** Writes what belongs to it to {@code directory}. */
  static Program prepare(Path directory) throws IOException, InterruptedException {
    List<String> own =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty() && !isOfThisModule(Path.of(entry)))
            .toList();
    String classPath =
        Stream.concat(own.stream(), Stream.of(simulator(directory).toString()))
            .collect(Collectors.joining(File.pathSeparator));
    boolean jars = own.stream().allMatch(entry -> entry.endsWith(".jar"));
    return new Program(
        classPath, jars ? dump(classPath, directory.resolve("classes.jsa")) : Optional.empty());
  }

  private static boolean isOfThisModule(Path entry) {
    return Files.exists(entry.resolve(CLASS))
        || entry.endsWith(Path.of("chaos", "target", "classes"));
  }

  private static Path simulator(Path directory) throws IOException {
    Path jar = directory.resolve("simulator.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      for (String name : List.of(CLASS, SERVICE)) {
        entries.putNextEntry(new JarEntry(name));
        entries.write(
            name.equals(SERVICE) ? PacedGaussian.class.getName().getBytes("UTF-8") : bytes(name));
        entries.closeEntry();
      }
    }
    return jar;
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = Program.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("expected " + resource + " on the class path");
      }
      return in.readAllBytes();
    }
  }

  private static Optional<Path> dump(String classPath, Path archive)
      throws IOException, InterruptedException {
    new ProcessBuilder(
            java(),
            "-XX:ArchiveClassesAtExit=" + archive,
            "-Xlog:disable",
            "-cp",
            classPath,
            "io.streambed.app.StreambedMain",
            "doctor")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    return Optional.of(archive).filter(Files::exists);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** What follows {@code java}. */
  List<String> command(
      String main, int heapMebibytes, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add("-Xmx" + heapMebibytes + "m");
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
    archive.ifPresent(file -> command.add("-XX:SharedArchiveFile=" + file));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    return command;
  }
}
