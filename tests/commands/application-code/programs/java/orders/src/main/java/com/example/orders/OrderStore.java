package com.example.orders;

import static com.example.orders.Names.ORDERS_TABLE;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.paginators.ScanIterable;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

public class OrderStore implements AutoCloseable {
  private final DynamoDbClient dynamo = DynamoDbClient.builder().region(Region.EU_WEST_1).build();
  private final Map<String, AttributeValue> cache = new HashMap<>();

  public Map<String, AttributeValue> find(String id) {
    GetItemRequest request = GetItemRequest.builder()
        .tableName(ORDERS_TABLE)
        .key(Map.of("id", AttributeValue.builder().s(id).build()))
        .consistentRead(true)
        .build();
    return dynamo.getItem(request).item(); // AWS: dynamodb:GetItem table/orders
  }

  public void save(Map<String, AttributeValue> order) {
    dynamo.putItem(PutItemRequest.builder().tableName(ORDERS_TABLE).item(order).build()); // AWS: dynamodb:PutItem table/orders
    dynamo.putItem(p -> p.tableName(Names.history()).item(order)); // AWS: dynamodb:PutItem table/orders-history
    cache.clear();
  }

  public void cancel(String id) {
    this.dynamo.deleteItem(d -> d // AWS: dynamodb:DeleteItem table/orders
        .tableName(Names.ORDERS_TABLE)
        .key(Map.of("id", AttributeValue.fromS(id))));
  }

  public int ofCustomer(String customer) {
    var query = QueryRequest.builder().tableName(ORDERS_TABLE).indexName("by-customer");
    query.keyConditionExpression("customer = :c");
    query.expressionAttributeValues(Map.of(":c", AttributeValue.fromS(customer)));
    return dynamo.queryPaginator(query.build()).items().stream().toList().size(); // AWS: dynamodb:Query table/orders/index/by-customer
  }

  public long count() {
    ScanIterable pages = dynamo.scanPaginator(ScanRequest.builder().tableName("orders-archive").build()); // AWS: dynamodb:Scan table/orders-archive
    return pages.stream().mapToLong(page -> page.count()).sum();
  }

  public void prepare() {
    dynamo.createTable(b -> { // AWS: dynamodb:CreateTable table/orders-new
      b.tableName("orders-new");
      b.billingMode("PAY_PER_REQUEST");
    });
    dynamo.waiter().waitUntilTableExists(b -> b.tableName("orders-new")); // AWS: dynamodb:DescribeTable table/orders-new
    try (DynamoDbWaiter waiter = DynamoDbWaiter.create()) {
      waiter.waitUntilTableNotExists(b -> b.tableName("orders-old")); // AWS: dynamodb:DescribeTable table/orders-old
    }
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
