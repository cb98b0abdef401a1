package catalogue;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.PageIterable;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;

public class Catalogue {
  static final String ITEMS = "items";
  private static final TableSchema<Item> SCHEMA =
      StaticTableSchema.builder(Item.class).newItemSupplier(Item::new).build();

  private final DynamoDbEnhancedClient client;
  private final Repository<Item> items;
  private final DynamoDbTable<Price> prices;
  private DynamoDbAsyncTable<Item> later;

  public Catalogue(DynamoDbEnhancedClient client) {
    this.client = client;
    this.items = new Repository<>(client, ITEMS, SCHEMA);
    this.prices = client.table(System.getenv("TABLE"), TableSchema.fromImmutableClass(Price.class));
  }

  /** What all entities share. */
  static class Repository<T> {
    protected final DynamoDbTable<T> table;

    Repository(DynamoDbEnhancedClient client, String name, TableSchema<T> schema) {
      this.table = client.table(name, schema);
    }

    T get(String id) {
      return table.getItem(r -> r.key(Key.builder().partitionValue(id).build())); // AWS: dynamodb:GetItem table/items
    }

    T update(T item) {
      return table.updateItem(item); // AWS: dynamodb:UpdateItem table/items
    }

    T remove(String id) {
      return table.deleteItem(Key.builder().partitionValue(id).build()); // AWS: dynamodb:DeleteItem table/items
    }

    <R> List<R> map(Function<T, R> change) {
      PageIterable<T> pages = table.scan(); // AWS: dynamodb:Scan table/items
      return pages.items().stream().map(change).toList();
    }
  }

  void price(Item item, Price price) {
    client.transactWriteItems( // AWS: dynamodb:PutItem table/orders, dynamodb:UpdateItem table/items
        TransactWriteItemsEnhancedRequest.builder().addPutItem(prices, price).addUpdateItem(items.table, item).build());
  }

  void prices(List<Price> all) {
    WriteBatch.Builder<Price> batch = WriteBatch.builder(Price.class).mappedTableResource(prices);
    all.forEach(batch::addPutItem);
    client.batchWriteItem(BatchWriteItemEnhancedRequest.builder().writeBatches(batch.build()).build()); // AWS: dynamodb:BatchWriteItem table/orders
  }

  void later(Item item) {
    if (later == null) later = DynamoDbEnhancedAsyncClient.create().table("items-later", SCHEMA);
    later.putItem(item).join(); // AWS: dynamodb:PutItem table/items-later
  }

  public static void main(String[] args) {
    Catalogue catalogue = new Catalogue(DynamoDbEnhancedClient.create());
    Item item = catalogue.items.get(args[0]);
    catalogue.items.update(item);
    Iterator<String> names = catalogue.items.map(Item::name).iterator();
    while (names.hasNext()) catalogue.items.remove(names.next());
  }

  static class Item {
    String name() {
      return "";
    }
  }

  interface Price {}
}
