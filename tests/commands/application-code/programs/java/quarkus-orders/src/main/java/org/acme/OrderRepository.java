package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

@ApplicationScoped
public class OrderRepository extends AbstractRepository {
    @Inject
    DynamoDbClient dynamoDB;

    @ConfigProperty(name = "orders.page-size", defaultValue = "25")
    int pageSize;

    public void save(Order order) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("id", AttributeValue.builder().s(order.id()).build());
        dynamoDB.putItem(putRequest(item)); // AWS: dynamodb:PutItem table/orders
    }

    public List<Map<String, AttributeValue>> all() {
        return dynamoDB.scanPaginator(scanRequest()).items().stream().toList(); // AWS: dynamodb:Scan table/orders
    }

    public void saveAll(List<Order> orders) {
        List<WriteRequest> writes = orders.stream()
            .map(o -> WriteRequest.builder().putRequest(PutRequest.builder().item(Map.of("id", AttributeValue.fromS(o.id()))).build()).build())
            .toList();
        Map<String, List<WriteRequest>> items = Map.of(tableName(), writes);
        BatchWriteItemResponse response;
        do {
            response = dynamoDB.batchWriteItem(BatchWriteItemRequest.builder().requestItems(items).build()); // AWS: dynamodb:BatchWriteItem table/orders
            items = response.unprocessedItems();
        } while (response.hasUnprocessedItems());
    }
}
