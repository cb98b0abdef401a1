package org.shop.service;

import java.net.URI;
import java.util.Map;
import org.shop.core.*;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.s3.S3Client;

public class Products extends Repository {
  private static final S3Client LOCAL =
      S3Client.builder().endpointOverride(URI.create("http://localhost:9000")).build();

  public Products() {
    super(client(), Defaults.PRODUCTS);
  }

  private static DynamoDbClient client() {
    DynamoDbClientBuilder builder = DynamoDbClient.builder();
    if (Boolean.getBoolean("local")) {
      builder.endpointOverride(URI.create("http://localhost:8000"));
    }
    return builder.build();
  }

  public Map<String, AttributeValue> find(String id) {
    GetItemRequest get = GetItemRequest.builder().tableName(table).key(Map.of("id", AttributeValue.fromS(id))).build();
    return Retry.twice(() -> client.getItem(get).item()); // AWS: dynamodb:GetItem table/products
  }

  public boolean isReady() {
    var status = client.describeTable(DescribeTableRequest.builder().tableName(Defaults.PRODUCTS).build()).table(); // AWS: dynamodb:DescribeTable table/products
    LOCAL.listBuckets();
    return status != null;
  }

  /** Has a function of a client's name, and is none. */
  static class Shelf {
    void putItem(String item) {}

    void deleteBucket(String name) {}
  }

  public void stock(Shelf shelf) {
    shelf.putItem("x");
    new Shelf().deleteBucket("y");
  }

  interface Defaults {
    String PRODUCTS = "products";
  }
}
