package worker;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

final class Clients implements AutoCloseable {
    private final Supplier<S3Client> s3 = memoize(S3Client::create);
    private final Supplier<SqsClient> sqs = memoize(() -> SqsClient.builder().build());
    private DynamoDbClient dynamo;

    S3Client s3() { return s3.get(); }
    SqsClient sqs() { return sqs.get(); }
    synchronized DynamoDbClient dynamo() {
        if (dynamo == null) {
            dynamo = configure(DynamoDbClient.builder()).build();
        }
        return dynamo;
    }
    CloudWatchClient cloudWatch() { return CloudWatchClient.create(); }
    SecretsManagerClient secrets() { return configure(SecretsManagerClient.builder()).build(); }

    private static <B extends AwsClientBuilder<B, ?>> B configure(B builder) {
        return builder.overrideConfiguration(o -> o.putHeader("x", "y"));
    }
    private static <T> Supplier<T> memoize(Supplier<T> make) {
        return new Supplier<>() {
            private T value;
            @Override public T get() {
                if (value == null) value = make.get();
                return value;
            }
        };
    }
    @Override public void close() {}
}
