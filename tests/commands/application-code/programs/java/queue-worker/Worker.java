import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

public class Worker implements Runnable {
  private static final SqsClient SQS = SqsClient.create();
  private final SnsClient sns = SnsClient.builder().build();
  private final String queue = System.getenv("QUEUE_URL");
  private volatile boolean running = true;

  public static void main(String[] args) {
    new Thread(new Worker()).start();
  }

  @Override
  public void run() {
    while (running) {
      ReceiveMessageRequest receive = ReceiveMessageRequest.builder()
          .queueUrl(queue)
          .maxNumberOfMessages(10)
          .waitTimeSeconds(20)
          .build();
      List<Message> messages = SQS.receiveMessage(receive).messages(); // AWS: sqs:ReceiveMessage work
      for (Message message : messages) {
        try {
          handle(message);
        } catch (RuntimeException failed) {
          SQS.changeMessageVisibility(v -> v.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(60)); // AWS: sqs:ChangeMessageVisibility work
        }
      }
      deleteAll(queue, messages);
    }
  }

  private void handle(Message message) {
    PublishRequest news = PublishRequest.builder().topicArn(System.getenv("TOPIC_ARN")).message(message.body()).build();
    sns.publish(news); // AWS: sns:Publish news
  }

  private static void deleteAll(String url, List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = messages.stream()
        .map(m -> DeleteMessageBatchRequestEntry.builder().id(m.messageId()).receiptHandle(m.receiptHandle()).build())
        .toList();
    SQS.deleteMessageBatch(b -> b.queueUrl(url).entries(entries)); // AWS: sqs:DeleteMessage work
  }

  static CompletableFuture<Void> drain(SqsAsyncClient async) {
    String dead = async.getQueueUrl(q -> q.queueName("work-dead")).join().queueUrl(); // AWS: sqs:GetQueueUrl work-dead
    return async
        .purgeQueue(p -> p.queueUrl(dead)) // AWS: sqs:PurgeQueue work-dead
        .thenAccept(done -> System.out.println("drained"));
  }
}
