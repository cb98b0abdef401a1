package ledger;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBQueryExpression;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBScanExpression;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.model.ObjectMetadata;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import com.amazonaws.services.sqs.model.ReceiveMessageRequest;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

public class Ledger {
  private static final AmazonDynamoDB CLIENT = AmazonDynamoDBClientBuilder.defaultClient();
  private final DynamoDBMapper mapper = new DynamoDBMapper(CLIENT);
  private final AmazonS3 s3 = AmazonS3ClientBuilder.standard().withRegion("eu-west-1").build();
  private final AmazonSQS sqs;

  public Ledger() {
    this(AmazonSQSClientBuilder::defaultClient);
  }

  Ledger(Supplier<AmazonSQS> sqs) {
    this.sqs = sqs.get();
  }

  public Entry load(String id) {
    return mapper.load(Entry.class, id); // AWS: dynamodb:GetItem table/entries
  }

  public void save(Entry entry) {
    mapper.save(entry); // AWS: dynamodb:UpdateItem table/entries
  }

  public void remove(Entry entry) {
    mapper.delete(entry); // AWS: dynamodb:DeleteItem table/entries
  }

  public List<Entry> of(Entry key) {
    DynamoDBQueryExpression<Entry> query = new DynamoDBQueryExpression<Entry>().withHashKeyValues(key).withLimit(10);
    return mapper.query(Entry.class, query); // AWS: dynamodb:Query table/entries
  }

  public List<Entry> all() {
    return mapper.scan(Entry.class, new DynamoDBScanExpression()); // AWS: dynamodb:Scan table/entries
  }

  public void saveAll(List<Entry> entries) {
    mapper.batchSave(entries); // AWS: dynamodb:BatchWriteItem
  }

  public void store(String name, InputStream in, long size) {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentLength(size);
    s3.putObject(System.getenv("BUCKET"), "ledger/" + name, in, metadata); // AWS: s3:PutObject media/ledger/*
    String queue = System.getenv().getOrDefault("QUEUE_URL", "");
    ReceiveMessageRequest request = new ReceiveMessageRequest(queue).withMaxNumberOfMessages(10);
    sqs.receiveMessage(request).getMessages().forEach(m -> sqs.deleteMessage(queue, m.getReceiptHandle())); // AWS: sqs:ReceiveMessage work, sqs:DeleteMessage work
  }
}
