package org.acme;

import jakarta.inject.Inject;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.*;

public abstract class AbstractRepository {
    @Inject
    OrdersConfig config;

    protected String tableName() {
        return config.table();
    }

    protected ScanRequest scanRequest() {
        return ScanRequest.builder().tableName(tableName()).attributesToGet("id").build();
    }

    protected PutItemRequest putRequest(Map<String, AttributeValue> item) {
        return PutItemRequest.builder().tableName(tableName()).item(item).build();
    }
}
