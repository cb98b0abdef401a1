package org.shop.core;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Reaches one table. */
public class Repository {
  protected final DynamoDbClient client;
  protected final String table;

  public Repository(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  public void touch(String id) {
    update(UpdateItemRequest.builder(), id);
  }

  private void update(UpdateItemRequest.Builder request, String id) {
    request.tableName(table).key(Map.of("id", AttributeValue.fromS(id)));
    client.updateItem(request.build()); // AWS: dynamodb:UpdateItem table/products
  }
}
