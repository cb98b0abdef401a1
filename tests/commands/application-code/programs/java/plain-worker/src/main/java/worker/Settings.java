package worker;
import java.util.Objects;
record Settings(String queueName, String bucket, String table, String secret) {
    Settings {
        Objects.requireNonNull(bucket, "bucket");
    }
    static Settings fromEnvironment() {
        return new Settings(env("QUEUE_NAME"), env("BUCKET"), env("TABLE", "imports-dev"), env("SECRET_ARN"));
    }
    private static String env(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) throw new IllegalStateException(name + " is not set");
        return value;
    }
    private static String env(String name, String usual) {
        String value = System.getenv(name);
        return value == null ? usual : value;
    }
}
