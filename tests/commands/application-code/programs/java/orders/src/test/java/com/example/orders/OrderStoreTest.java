package com.example.orders;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class OrderStoreTest {
  void dropsTable() {
    DynamoDbClient.create().deleteTable(d -> d.tableName("test-only"));
  }
}
