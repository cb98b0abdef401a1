package com.acme.docs.config;
import lombok.Data;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.*;
@Data
@DynamoDbBean
public class Document {
    private String id;
    private String owner;
    @DynamoDbPartitionKey
    public String getId() { return id; }
    @DynamoDbSecondaryPartitionKey(indexNames = "by-owner")
    public String getOwner() { return owner; }
}
