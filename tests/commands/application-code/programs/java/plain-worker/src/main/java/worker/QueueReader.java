package worker;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.*;

class QueueReader {
    private final SqsClient sqs;
    private final String url;
    private final Consumer<String> handler;

    QueueReader(SqsClient sqs, String name, Consumer<String> handler) {
        this.sqs = sqs;
        this.handler = handler;
        this.url = sqs.getQueueUrl(GetQueueUrlRequest.builder().queueName(name).build()).queueUrl(); // AWS: sqs:GetQueueUrl imports
    }

    void poll() {
        ReceiveMessageRequest request = ReceiveMessageRequest.builder().queueUrl(url).maxNumberOfMessages(10).build();
        sqs.receiveMessage(request).messages().forEach(message -> { // AWS: sqs:ReceiveMessage imports
            handler.accept(message.body());
            delete(message);
        });
    }

    private void delete(Message message) {
        sqs.deleteMessage(DeleteMessageRequest.builder().queueUrl(url).receiptHandle(message.receiptHandle()).build()); // AWS: sqs:DeleteMessage imports
    }
}
