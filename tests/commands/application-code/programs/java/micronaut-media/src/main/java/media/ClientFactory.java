package media;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;

@Factory
class ClientFactory {
    @Singleton
    S3AsyncClient s3() { return S3AsyncClient.crtBuilder().targetThroughputInGbps(10.0).build(); }

    @Singleton
    @Named("jobs")
    DynamoDbAsyncClient dynamo() {
        return DynamoDbAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(64)).build();
    }

    @Bean
    RekognitionClient rekognition() { return RekognitionClient.builder().region(Region.of(System.getenv().getOrDefault("AWS_REGION", "eu-west-1"))).build(); }

    @Singleton
    BedrockRuntimeClient bedrock() { return BedrockRuntimeClient.create(); }
}
