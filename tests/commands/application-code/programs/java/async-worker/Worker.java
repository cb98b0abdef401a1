package worker;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.transfer.s3.model.UploadFileRequest;

public final class Worker implements AutoCloseable {
  private record Settings(String table, String bucket, String queue) {
    static Settings read() {
      Map<String, String> env = System.getenv();
      return new Settings(requireNonNull(env.get("TABLE")), env.getOrDefault("BUCKET", "none"), env.get("QUEUE_URL"));
    }
  }

  private enum Holder {
    INSTANCE;
    private final SecretsManagerClient secrets = SecretsManagerClient.builder().build();
  }

  private final Settings settings = Settings.read();
  private final ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
  private final DynamoDbAsyncClient dynamo = DynamoDbAsyncClient.create();
  private final S3AsyncClient s3 = S3AsyncClient.crtBuilder().build();
  private final SqsAsyncClient sqs = SqsAsyncClient.create();
  private final KinesisAsyncClient kinesis = KinesisAsyncClient.create();

  CompletableFuture<Void> handle(String id) {
    var update =
        UpdateItemRequest.builder()
            .tableName(settings.table())
            .key(Map.of("id", AttributeValue.fromS(id)))
            .updateExpression("SET seen = :t")
            .expressionAttributeValues(Map.of(":t", AttributeValue.fromBool(true)))
            .returnValues(ReturnValue.NONE);
    return dynamo
        .updateItem(update.build()) // AWS: dynamodb:UpdateItem table/orders
        .thenCompose(ignored -> s3.putObject(b -> b.bucket(settings.bucket()).key("seen/" + id), AsyncRequestBody.empty())) // AWS: s3:PutObject media/seen/*
        .thenCompose(ignored -> kinesis.putRecord(r -> r.streamName("seen").partitionKey(id).data(SdkBytes.fromUtf8String(id)))) // AWS: kinesis:PutRecord stream/seen
        .thenCompose(ignored -> send(id))
        .thenAccept(ignored -> {});
  }

  private CompletableFuture<?> send(String id) {
    SendMessageBatchRequest.Builder batch = SendMessageBatchRequest.builder().queueUrl(settings.queue());
    batch.entries(SendMessageBatchRequestEntry.builder().id("1").messageBody(id).build());
    return sqs.sendMessageBatch(batch.build()); // AWS: sqs:SendMessage work
  }

  String secret() {
    GetSecretValueRequest request = GetSecretValueRequest.builder().secretId(System.getenv("SECRET")).build();
    return Holder.INSTANCE.secrets.getSecretValue(request).secretString(); // AWS: secretsmanager:GetSecretValue secret:bot/token-??????
  }

  void upload(Path file) {
    try (S3TransferManager transfers = S3TransferManager.builder().s3Client(s3).build();
        KmsClient kms = KmsClient.create()) {
      UploadFileRequest request =
          UploadFileRequest.builder().putObjectRequest(p -> p.bucket("backups").key(file.getFileName().toString())).source(file).build();
      transfers.uploadFile(request).completionFuture().join(); // AWS: s3:PutObject backups/*
      kms.sign(k -> k.keyId(System.getenv("KEY_ID")).message(SdkBytes.fromUtf8String("x"))); // AWS: kms:Sign key/0f3c1d2e-1111-2222-3333-444455556666
    }
  }

  @Override
  public void close() {
    pool.shutdown();
    dynamo.close();
  }

  public static void main(String[] args) {
    try (Worker worker = new Worker(); SfnClient sfn = SfnClient.create()) {
      worker.pool.submit(() -> worker.handle(args[0]).join());
      worker.secret();
      worker.upload(Path.of(args[1]));
      sfn.startExecution(r -> r.stateMachineArn(System.getenv("MACHINE_ARN")).input("{}")); // AWS: states:StartExecution stateMachine:follow-up
    }
  }
}
