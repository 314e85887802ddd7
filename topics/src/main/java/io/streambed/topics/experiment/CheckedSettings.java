package io.streambed.topics.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A section of an experiment file whose getters check type and range and collect every mistake.
 *
 * <p>A getter that finds a mistake notes it and gives a value inside the range, so that reading
 * goes on; {@link #checked} then throws with all of them. The sections of one file share their
 * mistakes.
 */
public final class CheckedSettings {
  private static final ConfigObject NOTHING = ConfigFactory.empty().root();

  private final ConfigObject values;
  private final String path;
  private final SettingsMistakes mistakes;

  CheckedSettings(ConfigObject values, String path, SettingsMistakes mistakes) {
    this.values = values;
    this.path = path;
    this.mistakes = mistakes;
  }

  /** Full path of this section; empty for the whole file. */
  public String path() {
    return path;
  }

  /**
   * Reads all of it, then ends if anything was wrong.
   *
   * @param reader may throw IllegalArgumentException, which counts as a mistake of this section
   * @throws InvalidSettings with every mistake found so far in the whole file
   */
  public <T> T checked(Function<CheckedSettings, T> reader) {
    Optional<T> result = attempt(reader);
    throwIfAny();
    return result.orElseThrow();
  }

  void throwIfAny() {
    mistakes.throwIfAny();
  }

  /** Reads; an IllegalArgumentException of the reader is noted as a mistake of this section. */
  public <T> Optional<T> attempt(Function<CheckedSettings, T> reader) {
    try {
      return Optional.of(reader.apply(this));
    } catch (IllegalArgumentException problem) {
      String message = String.valueOf(problem.getMessage());
      String place = path.isEmpty() ? "the file" : path;
      mistakes.note(SettingsMistake.said(place, where(values), message));
      return Optional.empty();
    }
  }

  /** The section under {@code key}; a missing one is a mistake and reads as empty. */
  public CheckedSettings section(String key) {
    return within(
        key, read(key, "a section { ... }", Config::getObject, o -> true).orElse(NOTHING));
  }

  /** The sections of the list under {@code key}, in order; a missing or empty list is a mistake. */
  public List<CheckedSettings> sections(String key) {
    List<? extends ConfigObject> items =
        this.<List<? extends ConfigObject>>read(
                key, "a list [ { ... }, ... ], not empty", Config::getObjectList, l -> !l.isEmpty())
            .orElse(List.of());
    return IntStream.range(0, items.size())
        .mapToObj(i -> within("%s[%d]".formatted(key, i), items.get(i)))
        .toList();
  }

  /** Whether {@code key} has a value other than null. */
  public boolean has(String key) {
    return values.toConfig().hasPath(key);
  }

  /** Whether a section stands under {@code key}. */
  public boolean isSection(String key) {
    return values.get(key) instanceof ConfigObject;
  }

  /** Notes every key of this section that is not among {@code known}. */
  public void allowOnly(Collection<String> known) {
    KnownKeys keys = new KnownKeys(known);
    values.forEach(
        (key, value) -> {
          if (!keys.contains(key)) {
            note(full(key), value, keys.expected(key), "an unknown key");
          }
        });
  }

  /** A whole number from {@code min} to {@code max}. */
  public int integer(String key, int min, int max) {
    return (int) whole(key, min, max);
  }

  /** A whole number from {@code min} to {@code max}, or {@code word}, which reads as empty. */
  public OptionalInt integerOr(String word, String key, int min, int max) {
    String expected = "a whole number from %d to %d, or %s".formatted(min, max, word);
    Optional<OptionalLong> found =
        read(
            key,
            expected,
            (config, k) ->
                word.equals(config.getValue(k).unwrapped())
                    ? OptionalLong.empty()
                    : OptionalLong.of(RawSettings.whole(config, k)),
            n -> n.isEmpty() || inside(n.getAsLong(), min, max));
    return found.isPresent() && found.get().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) found.orElse(OptionalLong.of(min)).getAsLong());
  }

  /** A whole number from {@code min} to {@code max}. */
  public long whole(String key, long min, long max) {
    String expected = "a whole number from %d to %d".formatted(min, max);
    return read(key, expected, RawSettings::whole, n -> n >= min && n <= max).orElse(min);
  }

  /** A number from {@code min} to {@code max}, both allowed. */
  public double real(String key, double min, double max) {
    String expected = "a number from %s to %s".formatted(min, max);
    return read(key, expected, Config::getDouble, x -> x >= min && x <= max).orElse(min);
  }

  /** A number above {@code above} and at most {@code max}. */
  public double realAbove(String key, double above, double max) {
    String expected = "a number above %s and at most %s".formatted(above, max);
    return read(key, expected, Config::getDouble, x -> x > above && x <= max).orElse(max);
  }

  /** A finite number, of either sign. */
  public double finite(String key) {
    return read(key, "a finite number", Config::getDouble, Double::isFinite).orElse(0.0);
  }

  /** A finite number above 0. */
  public double positive(String key) {
    return read(key, "a number above 0", Config::getDouble, x -> x > 0 && Double.isFinite(x))
        .orElse(1.0);
  }

  /** Finite numbers; the list may be empty. */
  public List<Double> finites(String key) {
    Predicate<List<Double>> right = list -> list.stream().allMatch(Double::isFinite);
    return read(key, "a list of finite numbers", Config::getDoubleList, right).orElse(List.of());
  }

  /** Whole numbers from {@code min} to {@code max}; the list may be empty. */
  public List<Long> wholes(String key, long min, long max) {
    String expected = "a list of whole numbers from %d to %d".formatted(min, max);
    return this.<List<? extends Number>>read(
            key,
            expected,
            Config::getNumberList,
            l -> l.stream().allMatch(n -> inside(n, min, max)))
        .orElse(List.of())
        .stream()
        .map(Number::longValue)
        .toList();
  }

  /** A text that is not blank. */
  public String text(String key) {
    return read(key, "a text", Config::getString, t -> !t.isBlank()).orElse("missing");
  }

  /** Texts, none of them blank; the list may be empty. */
  public List<String> texts(String key) {
    Predicate<List<String>> right = list -> list.stream().noneMatch(String::isBlank);
    return read(key, "a list of texts", Config::getStringList, right).orElse(List.of());
  }

  /** true or false. */
  public boolean flag(String key) {
    return read(key, "true or false", Config::getBoolean, b -> true).orElse(false);
  }

  /** A constant of {@code type}, in lower case with hyphens: SUM_OF_REPEATS is sum-of-repeats. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    Map<String, E> constants =
        Arrays.stream(type.getEnumConstants())
            .collect(
                Collectors.toMap(
                    e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-'), Function.identity()));
    String expected = "one of " + constants.keySet().stream().sorted().toList();
    return read(key, expected, Config::getString, constants::containsKey)
        .map(constants::get)
        .orElse(type.getEnumConstants()[0]);
  }

  /** A time with its unit, such as 2s or 500ms (a bare number is milliseconds), min to max. */
  public Duration duration(String key, Duration min, Duration max) {
    String expected =
        "a time from %s s to %s s, such as 2s or 500ms"
            .formatted(min.toMillis() / 1e3, max.toMillis() / 1e3);
    return read(
            key, expected, Config::getDuration, t -> t.compareTo(min) >= 0 && t.compareTo(max) <= 0)
        .orElse(min);
  }

  /** The free settings under {@code key}: numbers, texts, booleans or lists by name. */
  public Map<String, Object> free(String key) {
    return Map.copyOf(
        read(key, "a section { ... }", Config::getObject, o -> true).orElse(NOTHING).unwrapped());
  }

  /** The file named under {@code key}, relative to the file in which the name stands. */
  public Optional<URL> location(String key) {
    return read(
        key,
        "the name of a file that can be read",
        (config, k) -> RawSettings.location(config.getValue(k)),
        RawSettings::readable);
  }

  /** The text under {@code key}, if there is one; nothing is noted. */
  public Optional<String> unchecked(String key) {
    return Optional.ofNullable(RawSettings.at(values, key)).flatMap(RawSettings::text);
  }

  /** The path that the text under {@code key} names, relative to its file; nothing is noted. */
  public Optional<Path> path(String key) {
    return Optional.ofNullable(RawSettings.at(values, key)).flatMap(RawSettings::path);
  }

  /** Notes that the value at {@code key} is wrong, and does not show it. */
  public void hiddenMistake(String key, String expected, String found) {
    ConfigValue value = RawSettings.at(values, key);
    note(full(key), value == null ? values : value, expected, found);
  }

  /** Notes that the value at {@code key} is wrong in a way that the getters cannot see. */
  public void mistake(String key, String expected) {
    hiddenMistake(key, expected, RawSettings.found(RawSettings.at(values, key)));
  }

  private static boolean inside(Number number, long min, long max) {
    long whole = number.longValue();
    return number.doubleValue() == whole && whole >= min && whole <= max;
  }

  private CheckedSettings within(String key, ConfigObject section) {
    return new CheckedSettings(section, full(key), mistakes);
  }

  private void note(String fullPath, ConfigValue at, String expected, String found) {
    mistakes.note(new SettingsMistake(fullPath, where(at), found, expected));
  }

  private String where(ConfigValue value) {
    return RawSettings.where(value.origin(), mistakes.source());
  }

  private String full(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private <T> Optional<T> read(
      String key, String expected, Getter<T> getter, Predicate<? super T> right) {
    try {
      T value = getter.get(values.toConfig(), key);
      if (right.test(value)) {
        return Optional.of(value);
      }
    } catch (ConfigException unreadable) {
      // Noted below, like a value out of range.
    }
    mistake(key, expected);
    return Optional.empty();
  }

  private interface Getter<T> {
    T get(Config config, String key);
  }
}
