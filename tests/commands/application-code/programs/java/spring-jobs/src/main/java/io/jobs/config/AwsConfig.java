package io.jobs.config;

import io.jobs.model.Job;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

@Configuration
public class AwsConfig {
  @Bean
  public DynamoDbClient dynamoDbClient(@Value("${aws.region:eu-west-1}") String region) {
    return DynamoDbClient.builder()
        .region(Region.of(region))
        .credentialsProvider(DefaultCredentialsProvider.create())
        .build();
  }

  @Bean
  public DynamoDbEnhancedClient enhancedClient(DynamoDbClient client) {
    return DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
  }

  @Bean
  public DynamoDbTable<Job> jobTable(DynamoDbEnhancedClient enhanced, @Value("${TABLE}") String name) {
    return enhanced.table(name, TableSchema.fromBean(Job.class));
  }

  @Bean
  public SqsAsyncClient sqs() {
    return SqsAsyncClient.create();
  }
}
