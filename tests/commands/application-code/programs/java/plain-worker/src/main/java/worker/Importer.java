package worker;
import java.util.Map;
import lombok.Builder;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

@Builder
class Importer {
    private final S3Client s3;
    private final DynamoDbClient dynamo;
    private final Settings settings;

    void handle(String key) {
        ResponseBytes<GetObjectResponse> bytes = s3.getObject(b -> b.bucket(settings.bucket()).key(key), ResponseTransformer.toBytes()); // AWS: s3:GetObject landing/*
        try {
            dynamo.putItem(p -> p.tableName(settings.table()).item(Map.of("id", AttributeValue.fromS(key))).conditionExpression("attribute_not_exists(id)")); // AWS: dynamodb:PutItem table/imports
        } catch (ConditionalCheckFailedException e) {
            s3.copyObject(c -> c.sourceBucket(settings.bucket()).sourceKey(key).destinationBucket("quarantine").destinationKey(key)); // AWS: s3:GetObject landing/*, s3:PutObject quarantine/*
        }
        s3.deleteObject(b -> b.bucket(settings.bucket()).key(key)); // AWS: s3:DeleteObject landing/*
    }
}
