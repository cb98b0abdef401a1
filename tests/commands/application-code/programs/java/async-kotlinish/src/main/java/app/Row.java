package app;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.*;
@DynamoDbImmutable(builder = Row.Builder.class)
public class Row {
    private final String id;
    private Row(Builder b) { this.id = b.id; }
    public static Builder builder() { return new Builder(); }
    @DynamoDbPartitionKey public String id() { return id; }
    public static final class Builder {
        private String id;
        public Builder id(String id) { this.id = id; return this; }
        public Row build() { return new Row(this); }
    }
}
