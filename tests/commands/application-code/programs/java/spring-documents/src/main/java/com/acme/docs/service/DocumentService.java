package com.acme.docs.service;

import com.acme.docs.config.Document;
import com.acme.docs.config.StorageProperties;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Service;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.*;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;

@Slf4j
@Service
@RequiredArgsConstructor
public class DocumentService {
    private final S3Client s3;
    private final S3Presigner presigner;
    private final DynamoDbTable<Document> documents;
    private final DynamoDbClient dynamo;
    private final StorageProperties properties;

    public String store(String name, InputStream in, long size) {
        String key = properties.storage().prefix() + "/" + name;
        s3.putObject(PutObjectRequest.builder().bucket(bucket()).key(key).build(), RequestBody.fromInputStream(in, size)); // AWS: s3:PutObject docs/incoming/*
        var document = new Document();
        document.setId(key);
        documents.putItem(document); // AWS: dynamodb:PutItem table/documents
        audit("store", key);
        return key;
    }

    private String bucket() { return properties.storage().bucket(); }

    public Optional<Document> find(String id) {
        return Optional.ofNullable(documents.getItem(r -> r.key(Key.builder().partitionValue(id).build()))); // AWS: dynamodb:GetItem table/documents
    }

    public List<Document> ofOwner(String owner) {
        return documents.index("by-owner")
            .query(QueryConditional.keyEqualTo(k -> k.partitionValue(owner))) // AWS: dynamodb:Query table/documents/index/by-owner
            .stream().flatMap(p -> p.items().stream()).toList();
    }

    public String link(String key) {
        GetObjectRequest get = GetObjectRequest.builder().bucket(bucket()).key(key).build();
        GetObjectPresignRequest request = GetObjectPresignRequest.builder().signatureDuration(Duration.ofMinutes(5)).getObjectRequest(get).build();
        return presigner.presignGetObject(request).url().toExternalForm(); // AWS: s3:GetObject docs/*
    }

    private void audit(String what, String key) {
        dynamo.transactWriteItems(TransactWriteItemsRequest.builder() // AWS: dynamodb:PutItem table/audit, dynamodb:UpdateItem table/documents
            .transactItems(
                TransactWriteItem.builder().put(Put.builder().tableName(properties.tables().auditTrail()).item(Map.of("id", AttributeValue.fromS(key))).build()).build(),
                TransactWriteItem.builder().update(u -> u.tableName(documents.tableName()).key(Map.of("id", AttributeValue.fromS(key)))).build())
            .build());
    }

    public void purge(String prefix) {
        ListObjectsV2Request list = ListObjectsV2Request.builder().bucket(bucket()).prefix(prefix).build();
        for (S3Object object : s3.listObjectsV2Paginator(list).contents()) { // AWS: s3:ListBucket docs
            s3.deleteObject(b -> b.bucket(bucket()).key(object.key())); // AWS: s3:DeleteObject docs/*
        }
        s3.waiter().waitUntilObjectNotExists(b -> b.bucket(bucket()).key(prefix)); // AWS: s3:GetObject docs/*
    }
}
