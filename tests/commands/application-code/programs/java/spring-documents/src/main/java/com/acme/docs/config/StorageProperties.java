package com.acme.docs.config;
// ENV: DOCS_BUCKET=docs
// ENV: AUDIT_TABLE=audit
// ENV: EVENTS_QUEUE_URL=https://sqs.eu-west-1.amazonaws.com/111122223333/doc-events
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties(prefix = "acme")
public record StorageProperties(Storage storage, Tables tables, Events events) {
    public record Storage(String bucket, @DefaultValue("in") String prefix) {}
    public record Tables(String documents, String auditTrail) {}
    public record Events(String queueUrl) {}
}
