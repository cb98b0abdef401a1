package worker;
// ENV: QUEUE_NAME=imports
// ENV: BUCKET=landing
// ENV: TABLE=imports
// ENV: SECRET_ARN=arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Settings settings = Settings.fromEnvironment();
        try (Clients clients = new Clients()) {
            Importer importer = Importer.builder().s3(clients.s3()).dynamo(clients.dynamo()).settings(settings).build();
            QueueReader reader = new QueueReader(clients.sqs(), settings.queueName(), importer::handle);
            var pool = Executors.newScheduledThreadPool(2);
            pool.scheduleAtFixedRate(reader::poll, 0, 1, TimeUnit.SECONDS);
            pool.submit(() -> report(clients.cloudWatch(), 1));
            new Database(clients, settings).password();
        }
    }

    static void report(CloudWatchClient cloudWatch, double value) {
        MetricDatum datum = MetricDatum.builder().metricName("done").value(value).build();
        cloudWatch.putMetricData(PutMetricDataRequest.builder().namespace("imports").metricData(datum).build()); // AWS: cloudwatch:PutMetricData
    }
}
