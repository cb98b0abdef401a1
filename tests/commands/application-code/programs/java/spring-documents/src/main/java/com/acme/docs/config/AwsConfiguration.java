package com.acme.docs.config;

import java.net.URI;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

@Configuration
@EnableConfigurationProperties(StorageProperties.class)
class AwsConfiguration {
    @Bean
    S3Client s3Client() {
        return S3Client.builder().region(Region.EU_WEST_1).credentialsProvider(DefaultCredentialsProvider.create()).build();
    }

    @Bean(destroyMethod = "close")
    S3Presigner presigner() {
        return S3Presigner.create();
    }

    @Bean
    SqsAsyncClient sqs() { return SqsAsyncClient.create(); }

    @Bean
    DynamoDbEnhancedClient enhanced(DynamoDbClient client) {
        return DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
    }

    @Bean
    DynamoDbClient dynamo() { return DynamoDbClient.create(); }

    @Bean
    DynamoDbTable<Document> documents(DynamoDbEnhancedClient client, StorageProperties properties) {
        return client.table(properties.tables().documents(), TableSchema.fromBean(Document.class));
    }
}
