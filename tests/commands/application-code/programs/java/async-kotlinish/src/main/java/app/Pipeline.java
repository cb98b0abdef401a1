package app;
// ENV: PIPE_TABLE=pipe
// ENV: PIPE_BUS=pipe-bus
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.*;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

public class Pipeline {
    enum Target {
        AUDIT("audit-fn"), MIRROR("mirror-fn");
        final String function;
        Target(String function) { this.function = function; }
    }

    private static final String TABLE = Optional.ofNullable(System.getenv("PIPE_TABLE")).orElseThrow();
    private static final String BUS = System.getProperty("bus", System.getenv("PIPE_BUS"));
    private static final List<String> QUEUES = List.of(
        "https://sqs.eu-west-1.amazonaws.com/111122223333/a", "https://sqs.eu-west-1.amazonaws.com/111122223333/b");

    private final DynamoDbEnhancedAsyncClient enhanced = DynamoDbEnhancedAsyncClient.create();
    private final DynamoDbAsyncTable<Row> rows = enhanced.table(TABLE, TableSchema.fromImmutableClass(Row.class));
    private final DynamoDbAsyncTable<Row> archive = enhanced.table(TABLE + "-archive", TableSchema.fromImmutableClass(Row.class));
    private final LambdaAsyncClient lambda;
    private final SqsAsyncClient sqs = SqsAsyncClient.builder().build();
    private final KmsAsyncClient kms = KmsAsyncClient.create();

    public Pipeline(LambdaAsyncClient lambda) { this.lambda = lambda; }

    CompletableFuture<Void> move(Row row) {
        return enhanced.transactWriteItems(b -> b.addPutItem(archive, row).addDeleteItem(rows, row)) // AWS: dynamodb:PutItem table/pipe-archive, dynamodb:DeleteItem table/pipe
            .thenCompose(v -> rows.updateItem(row)) // AWS: dynamodb:UpdateItem table/pipe
            .thenAccept(r -> {});
    }

    CompletableFuture<?> fan(String body) {
        CompletableFuture<?>[] all = QUEUES.stream()
            .map(queue -> sqs.sendMessage(m -> m.queueUrl(queue).messageBody(body))) // AWS: sqs:SendMessage a|b
            .toArray(CompletableFuture[]::new);
        Stream.of(Target.values()).forEach(target ->
            lambda.invoke(i -> i.functionName(target.function))); // AWS: lambda:InvokeFunction function:audit-fn|function:mirror-fn
        for (String queue : QUEUES) {
            sqs.getQueueAttributes(q -> q.queueUrl(queue)); // AWS: sqs:GetQueueAttributes a|b
        }
        return CompletableFuture.allOf(all);
    }

    void announce(EventBridgeAsyncClient events, List<String> ids) {
        List<PutEventsRequestEntry> entries = ids.stream()
            .map(id -> PutEventsRequestEntry.builder().eventBusName(BUS).source("pipe").detailType("moved").detail(id).build())
            .toList();
        events.putEvents(PutEventsRequest.builder().entries(entries).build()).join(); // AWS: events:PutEvents event-bus/pipe-bus
        kms.generateDataKey(k -> k.keyId("alias/pipe").keySpec("AES_256")).join(); // AWS: kms:GenerateDataKey
    }

    static Map<String, String> parameters() {
        try (SsmClient ssm = SsmClient.create()) {
            GetParametersByPathRequest request = GetParametersByPathRequest.builder().path("/pipe/").recursive(true).build();
            return ssm.getParametersByPathPaginator(request).parameters().stream() // AWS: ssm:GetParametersByPath parameter/pipe
                .collect(java.util.stream.Collectors.toMap(Parameter::name, Parameter::value));
        }
    }

    CompletableFuture<List<Row>> page(Function<ScanEnhancedRequest.Builder, ScanEnhancedRequest.Builder> how) {
        return CompletableFuture.supplyAsync(() -> { rows.scan(how.apply(ScanEnhancedRequest.builder()).build()); return List.of(); }); // AWS: dynamodb:Scan table/pipe
    }
}
