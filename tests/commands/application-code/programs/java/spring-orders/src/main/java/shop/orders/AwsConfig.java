package shop.orders;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

@Configuration
@EnableConfigurationProperties(OrderProperties.class)
public class AwsConfig {
  @Bean
  DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .region(Region.EU_WEST_1)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(DefaultCredentialsProvider.create())
        .build();
  }

  @Bean
  DynamoDbEnhancedClient enhanced(DynamoDbClient client) {
    return DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
  }

  @Bean
  DynamoDbTable<Order> orders(DynamoDbEnhancedClient client, OrderProperties properties) {
    return client.table(properties.getTableName(), TableSchema.fromBean(Order.class));
  }

  @Bean
  S3Client s3() {
    return S3Client.create();
  }

  @Bean
  S3Presigner presigner() {
    return S3Presigner.builder().build();
  }

  @Bean
  SqsClient sqs() {
    return SqsClient.create();
  }

  @Bean
  SnsClient sns() {
    return SnsClient.create();
  }
}
