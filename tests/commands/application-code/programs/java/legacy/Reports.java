import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import com.amazonaws.services.dynamodbv2.model.GetItemRequest;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.model.ObjectMetadata;
import com.amazonaws.services.s3.model.PutObjectRequest;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import java.io.File;
import java.io.InputStream;

public class Reports {
  static final String BUCKET = System.getenv("BUCKET");
  private final AmazonS3 s3 = AmazonS3ClientBuilder.defaultClient();
  private final AmazonDynamoDB dynamo = AmazonDynamoDBClientBuilder.standard().withRegion("eu-west-1").build();
  private final AmazonSQS sqs;

  Reports(AmazonSQS sqs) {
    this.sqs = sqs;
  }

  void write(File file, InputStream in) {
    s3.putObject(BUCKET, "reports/today.csv", file); // AWS: s3:PutObject media/reports/today.csv
    s3.putObject(new PutObjectRequest(BUCKET, "reports/stream", in, new ObjectMetadata())); // AWS: s3:PutObject media/reports/stream
  }

  String read(String name) {
    if (!s3.doesObjectExist(BUCKET, name)) { // AWS: s3:GetObject media/*
      return "";
    }
    return s3.getObjectAsString(BUCKET, "reports/" + name); // AWS: s3:GetObject media/reports/*
  }

  void announce(String id) {
    dynamo.getItem(new GetItemRequest().withTableName("reports").withConsistentRead(true)); // AWS: dynamodb:GetItem table/reports
    sqs.sendMessage(System.getenv("QUEUE_URL"), id); // AWS: sqs:SendMessage work
  }

  public static void main(String[] args) {
    new Reports(AmazonSQSClientBuilder.defaultClient()).announce("x");
  }
}
