package ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.*;
import software.amazon.awssdk.enhanced.dynamodb.model.*;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class Ledger {
  private static final String TABLE = System.getenv().getOrDefault("TABLE", "ledger");
  private static final String AUDIT = TABLE + "-audit";

  private final DynamoDbClient low;
  private final DynamoDbEnhancedClient enhanced;
  private final DynamoDbTable<Entry> entries;
  private final DynamoDbTable<Entry> archive;

  Ledger(DynamoDbClient low) {
    this.low = low;
    this.enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(low).build();
    this.entries = enhanced.table(TABLE, TableSchema.fromBean(Entry.class));
    this.archive = enhanced.table("archive", TableSchema.fromClass(Entry.class));
  }

  void transfer(Map<String, AttributeValue> key) {
    Update update = Update.builder().tableName(TABLE).key(key).updateExpression("ADD n :n").build();
    Put put = Put.builder().tableName(AUDIT).item(key).build();
    TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
        .transactItems(
            TransactWriteItem.builder().update(update).build(),
            TransactWriteItem.builder().put(put).build(),
            TransactWriteItem.builder().conditionCheck(c -> c.tableName("accounts").key(key).conditionExpression("x")).build())
        .build();
    low.transactWriteItems(request); // AWS: dynamodb:UpdateItem table/orders, dynamodb:PutItem table/orders-audit, dynamodb:ConditionCheckItem table/accounts
  }

  void collected(Map<String, AttributeValue> key) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(TransactWriteItem.builder().delete(d -> d.tableName("drafts").key(key)).build());
    low.transactWriteItems(t -> t.transactItems(items)); // AWS: dynamodb:DeleteItem table/drafts
  }

  void load(List<WriteRequest> rows) {
    Map<String, List<WriteRequest>> perTable = new HashMap<>();
    perTable.put(TABLE, rows);
    perTable.put("totals", rows);
    low.batchWriteItem(BatchWriteItemRequest.builder().requestItems(perTable).build()); // AWS: dynamodb:BatchWriteItem table/orders|table/totals
    low.batchGetItem(b -> b.requestItems(Map.of("rates", KeysAndAttributes(rows)))); // AWS: dynamodb:BatchGetItem table/rates
  }

  void statement(String id) {
    String select = """
        SELECT * FROM "orders"
        WHERE id = ?""";
    low.executeStatement(ExecuteStatementRequest.builder().statement(select).build()); // AWS: dynamodb:PartiQLSelect table/orders
  }

  void move(Entry entry) {
    enhanced.transactWriteItems(t -> t // AWS: dynamodb:PutItem table/archive, dynamodb:DeleteItem table/orders
        .addPutItem(archive, entry)
        .addDeleteItem(entries, entry));
    enhanced.transactGetItems(t -> t.addGetItem(entries, entry)); // AWS: dynamodb:GetItem table/orders
  }

  void both(Entry entry) {
    BatchGetItemEnhancedRequest wanted = BatchGetItemEnhancedRequest.builder()
        .readBatches(
            ReadBatch.builder(Entry.class).mappedTableResource(entries).addGetItem(entry).build(),
            ReadBatch.builder(Entry.class).mappedTableResource(archive).addGetItem(entry).build())
        .build();
    enhanced.batchGetItem(wanted); // AWS: dynamodb:BatchGetItem table/archive|table/orders
    enhanced.batchWriteItem(b -> b.writeBatches(WriteBatch.builder(Entry.class).mappedTableResource(archive).addPutItem(entry).build())); // AWS: dynamodb:BatchWriteItem table/archive
  }

  private software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes KeysAndAttributes(List<WriteRequest> rows) {
    return null;
  }
}
