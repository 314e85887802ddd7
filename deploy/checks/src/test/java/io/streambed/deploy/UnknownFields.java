package io.streambed.deploy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fields that were given to a resource and that its type does not have: the models keep them, and
 * say nothing.
 */
final class UnknownFields {
  private static final String KEPT = "getAdditionalProperties";

  private UnknownFields() {}

  /** Their paths. */
  static List<String> of(Object resource) {
    List<String> found = new ArrayList<>();
    look(resource, "", found);
    return found;
  }

  private static void look(Object value, String path, List<String> found) {
    if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        look(items.get(i), path + "[" + i + "]", found);
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> look(item, path + "." + key, found));
    } else if (value != null && isModel(value.getClass())) {
      for (Method method : value.getClass().getMethods()) {
        if (method.getName().equals(KEPT)) {
          ((Map<?, ?>) read(method, value)).keySet().forEach(key -> found.add(path + "." + key));
        } else if (isGetter(method)) {
          look(read(method, value), path + "." + method.getName().substring(3), found);
        }
      }
    }
  }

  private static boolean isModel(Class<?> type) {
    return !type.isEnum() && type.getName().matches("io\\.(fabric8|strimzi)\\..*");
  }

  private static boolean isGetter(Method method) {
    return method.getName().matches("get[A-Z].*")
        && method.getParameterCount() == 0
        && !Modifier.isStatic(method.getModifiers())
        && (isModel(method.getReturnType())
            || List.class.isAssignableFrom(method.getReturnType())
            || Map.class.isAssignableFrom(method.getReturnType()));
  }

  private static Object read(Method method, Object value) {
    try {
      return method.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException problem) {
      throw new AssertionError(method.toString(), problem);
    }
  }
}
