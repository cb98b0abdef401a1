package shop.orders;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@Slf4j
@Service
@RequiredArgsConstructor
public class OrderService {
  private final DynamoDbTable<Order> table;
  private final S3Client s3;
  private final S3Presigner presigner;
  private final SqsClient sqs;
  private final SnsClient sns;
  private final OrderProperties properties;
  private final Environment environment;

  @Value("${shop.invoices.bucket}")
  private String bucket;

  @Value("${shop.topic}")
  private String topic;

  public Optional<Order> find(String id) {
    return Optional.ofNullable(table.getItem(Key.builder().partitionValue(id).build())); // AWS: dynamodb:GetItem table/orders
  }

  public List<Order> ofOwner(String owner) {
    QueryConditional condition = QueryConditional.keyEqualTo(k -> k.partitionValue(owner));
    return table.index("by-owner").query(condition).stream() // AWS: dynamodb:Query table/orders/index/by-owner
        .flatMap(page -> page.items().stream())
        .collect(Collectors.toList());
  }

  public void save(Order order) {
    table.putItem(order); // AWS: dynamodb:PutItem table/orders
    sns.publish(request -> request.topicArn(topic).message(order.getId())); // AWS: sns:Publish order-events
  }

  public String invoice(Order order, byte[] pdf) {
    String key = String.format("pdf/%s.pdf", order.getId());
    s3.putObject(PutObjectRequest.builder().bucket(bucket).key(key).build(), RequestBody.fromBytes(pdf)); // AWS: s3:PutObject invoice-archive/pdf/*.pdf
    GetObjectPresignRequest presign =
        GetObjectPresignRequest.builder()
            .signatureDuration(Duration.ofMinutes(10))
            .getObjectRequest(GetObjectRequest.builder().bucket(bucket).key(key).build())
            .build();
    return presigner.presignGetObject(presign).url().toExternalForm(); // AWS: s3:GetObject invoice-archive/pdf/*.pdf
  }

  @Scheduled(fixedDelay = 1000)
  void poll() {
    String url = properties.getEventsQueue();
    for (Message message : sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages()) { // AWS: sqs:ReceiveMessage work
      log.info(message.body());
      sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle())); // AWS: sqs:DeleteMessage work
    }
    s3.headBucket(b -> b.bucket(environment.getRequiredProperty("shop.invoices.bucket"))); // AWS: s3:ListBucket invoice-archive
  }
}
