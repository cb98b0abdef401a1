package com.example.orders;

/** What things are called. */
final class Names {
  static final String ORDERS_TABLE = System.getenv("TABLE");

  private Names() {}

  static String history() {
    return ORDERS_TABLE + "-history";
  }
}
