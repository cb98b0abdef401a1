package x;
// ENV: STREAM_NAME=clicks
// ENV: APP_STREAM_TABLE=agg
import io.awspring.cloud.s3.S3Template;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.awspring.cloud.sns.core.SnsTemplate;
import java.util.*;
import java.util.stream.Collectors;
import lombok.*;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.*;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.*;
import software.amazon.awssdk.enhanced.dynamodb.model.*;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.*;

@Data
@ConfigurationProperties("app.stream")
class StreamProperties {
    private String table;
    private Dlq dlq = new Dlq();
    @Data
    static class Dlq {
        private String queue = "clicks-dlq";
    }
}

@Service
@RequiredArgsConstructor
class Aggregator {
    private final KinesisClient kinesis;
    private final DynamoDbClient dynamo;
    private final SqsTemplate sqs;
    private final SnsTemplate sns;
    private final S3Template s3;
    private final StreamProperties properties;
    @Value("${stream.name}")
    private String stream;

    @SqsListener(queueNames = {"clicks-in", "clicks-late"}) // AWS: sqs:ReceiveMessage clicks-in|clicks-late, sqs:DeleteMessage clicks-in|clicks-late
    public void on(String body) {
        List<PutRecordsRequestEntry> entries = Arrays.stream(body.split(",")).map(b -> PutRecordsRequestEntry.builder().data(SdkBytes.fromUtf8String(b)).partitionKey(b).build()).collect(Collectors.toList());
        kinesis.putRecords(r -> r.streamName(stream).records(entries)); // AWS: kinesis:PutRecords stream/clicks
        sqs.send(to -> to.queue(properties.getDlq().getQueue()).payload(body)); // AWS: sqs:SendMessage clicks-dlq
        s3.upload("archive", "k/" + body, null); // AWS: s3:PutObject archive/k/*
        sns.sendNotification("arn:aws:sns:eu-west-1:111122223333:agg", body, "s"); // AWS: sns:Publish agg
        Map<String, AttributeValueUpdate> none = new HashMap<>();
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder().put(Put.builder().tableName(properties.getTable()).build()).build());
        writes.add(TransactWriteItem.builder().delete(d -> d.tableName(properties.getTable() + "-old")).build());
        dynamo.transactWriteItems(t -> t.transactItems(writes)); // AWS: dynamodb:PutItem table/agg, dynamodb:DeleteItem table/agg-old
    }
}
