package flow;

record Settings(String warmed, String bus) {
  static Settings fixed() {
    return new Settings("warmed", "orders-bus");
  }
}
