package media;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsRequest;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.*;

@Singleton
public class MediaService {
    private final S3AsyncClient s3;
    private final DynamoDbAsyncClient dynamo;
    private final RekognitionClient rekognition;
    private final BedrockRuntimeClient bedrock;
    private final MediaConfiguration configuration;
    private final String model;

    public MediaService(S3AsyncClient s3, @Named("jobs") DynamoDbAsyncClient dynamo, RekognitionClient rekognition,
                        BedrockRuntimeClient bedrock, MediaConfiguration configuration,
                        @Value("${media.model:amazon.nova-lite-v1:0}") String model) {
        this.s3 = s3;
        this.dynamo = dynamo;
        this.rekognition = rekognition;
        this.bedrock = bedrock;
        this.configuration = configuration;
        this.model = model;
    }

    Mono<String> upload(String id, byte[] body) {
        var request = PutObjectRequest.builder()
            .bucket(configuration.getBucket())
            .key("raw/%s".formatted(id))
            .tagging(Tagging.builder().tagSet(Tag.builder().key("a").value("b").build()).build())
            .build();
        return Mono.fromFuture(() -> s3.putObject(request, AsyncRequestBody.fromBytes(body))) // AWS: s3:PutObject media/raw/*, s3:PutObjectTagging media/raw/*
            .map(PutObjectResponse::eTag);
    }

    CompletableFuture<byte[]> download(String id) {
        return s3.getObject(GetObjectRequest.builder().bucket(configuration.getBucket()).key("raw/" + id).build(), // AWS: s3:GetObject media/raw/*
            AsyncResponseTransformer.toBytes()).thenApply(r -> r.asByteArray());
    }

    List<String> labels(String id) {
        DetectLabelsRequest request = DetectLabelsRequest.builder()
            .image(Image.builder().s3Object(o -> o.bucket(configuration.getBucket()).name(id)).build()).build();
        return rekognition.detectLabels(request).labels().stream().map(l -> l.name()).collect(Collectors.toList()); // AWS: rekognition:DetectLabels
    }

    Flux<Map<String, AttributeValue>> jobs(String owner) {
        QueryRequest.Builder query = QueryRequest.builder();
        query.tableName(configuration.getJobsTable());
        query.indexName("owner");
        return Flux.from(dynamo.queryPaginator(query.build()).items()); // AWS: dynamodb:Query table/jobs/index/owner
    }

    void complete(String id) {
        bedrock.invokeModel(InvokeModelRequest.builder().modelId(model).body(SdkBytes.fromUtf8String("{}")).build()); // AWS: bedrock:InvokeModel foundation-model/amazon.nova-lite-v1:0
        dynamo.updateItem(UpdateItemRequest.builder().tableName(configuration.getJobsTable()).key(Map.of("id", AttributeValue.fromS(id))).build()).join(); // AWS: dynamodb:UpdateItem table/jobs
    }

    void clean(List<String> ids) {
        List<ObjectIdentifier> objects = new ArrayList<>();
        for (String id : ids) objects.add(ObjectIdentifier.builder().key("raw/" + id).build());
        s3.deleteObjects(DeleteObjectsRequest.builder().bucket(configuration.getBucket()).delete(Delete.builder().objects(objects).build()).build()).join(); // AWS: s3:DeleteObject media/raw/*
    }
}
