package org.shop.core;

import java.util.function.Supplier;

public interface Retry {
  static <T> T twice(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException first) {
      return work.get();
    }
  }
}
