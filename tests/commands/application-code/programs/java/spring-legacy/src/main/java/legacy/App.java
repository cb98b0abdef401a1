package legacy;
// ENV: REPORTS_BUCKET=reports
// ENV: CLOUD_AWS_STREAM=events
import com.amazonaws.regions.Regions;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import com.amazonaws.services.dynamodbv2.document.DynamoDB;
import com.amazonaws.services.dynamodbv2.document.Item;
import com.amazonaws.services.dynamodbv2.document.Table;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBTable;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBHashKey;
import com.amazonaws.services.kinesis.AmazonKinesis;
import com.amazonaws.services.kinesis.AmazonKinesisClientBuilder;
import com.amazonaws.services.kinesis.model.PutRecordRequest;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.model.*;
import com.amazonaws.services.s3.transfer.TransferManager;
import com.amazonaws.services.s3.transfer.TransferManagerBuilder;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import java.io.File;
import java.nio.ByteBuffer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.*;
import org.springframework.stereotype.Service;

@Configuration
class AwsBeans {
    @Bean AmazonS3 amazonS3() { return AmazonS3ClientBuilder.standard().withRegion(Regions.EU_WEST_1).build(); }
    @Bean AmazonKinesis kinesis() { return AmazonKinesisClientBuilder.defaultClient(); }
    @Bean TransferManager transferManager(AmazonS3 s3) { return TransferManagerBuilder.standard().withS3Client(s3).build(); }
    @Bean DynamoDBMapper mapper(AmazonDynamoDB db) { return new DynamoDBMapper(db); }
    @Bean AmazonDynamoDB db() { return AmazonDynamoDBClientBuilder.defaultClient(); }
}

@DynamoDBTable(tableName = "customers")
class Customer {
    private String id;
    @DynamoDBHashKey public String getId() { return id; }
    public void setId(String id) { this.id = id; }
}

@Service
class ReportService {
    @Autowired private AmazonS3 s3;
    @Autowired private TransferManager transfers;
    @Autowired private DynamoDBMapper mapper;
    @Autowired private AmazonKinesis kinesis;
    private final AmazonSQS sqs = AmazonSQSClientBuilder.defaultClient();
    @Value("${REPORTS_BUCKET}") private String bucket;
    @Value("${cloud.aws.stream}") private String stream;

    void write(String id, File file) throws InterruptedException {
        ObjectMetadata metadata = new ObjectMetadata();
        PutObjectRequest request = new PutObjectRequest(bucket, "r/" + id, file).withCannedAcl(CannedAccessControlList.PublicRead);
        s3.putObject(request); // AWS: s3:PutObject reports/r/*, s3:PutObjectAcl reports/r/*
        transfers.upload(bucket, "big/" + id, file).waitForCompletion(); // AWS: s3:PutObject reports/big/*
        Customer customer = mapper.load(Customer.class, id); // AWS: dynamodb:GetItem table/customers
        customer.setId(id);
        mapper.save(customer); // AWS: dynamodb:UpdateItem table/customers
        kinesis.putRecord(new PutRecordRequest().withStreamName(stream).withPartitionKey(id).withData(ByteBuffer.allocate(1))); // AWS: kinesis:PutRecord stream/events
        sqs.sendMessage("https://sqs.eu-west-1.amazonaws.com/111122223333/reports", id); // AWS: sqs:SendMessage reports
    }

    S3Object read(String id) {
        ObjectListing listing = s3.listObjects(bucket, "r/"); // AWS: s3:ListBucket reports
        while (listing.isTruncated()) listing = s3.listNextBatchOfObjects(listing); // AWS: s3:ListBucket
        return s3.doesObjectExist(bucket, id) ? s3.getObject(bucket, id) : null; // AWS: s3:GetObject reports/*
    }

    void document(AmazonDynamoDB client) {
        Table table = new DynamoDB(client).getTable("ledger");
        table.putItem(new Item().withPrimaryKey("id", "1")); // AWS: dynamodb:PutItem table/ledger
    }
}
