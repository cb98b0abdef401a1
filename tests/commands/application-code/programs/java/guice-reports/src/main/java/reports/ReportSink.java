package reports;

public interface ReportSink {
  void write(String name, String text);

  default void writeAll(Iterable<String> texts) {
    int number = 0;
    for (String each : texts) write("report-" + number++, each);
  }
}
