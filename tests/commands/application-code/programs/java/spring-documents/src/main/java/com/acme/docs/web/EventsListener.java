package com.acme.docs.web;

import com.acme.docs.config.StorageProperties;
import com.acme.docs.service.DocumentService;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.awspring.cloud.s3.S3Template;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

@Component
class EventsListener {
    private final DocumentService service;
    private final SqsAsyncClient sqs;
    private final String queueUrl;

    EventsListener(DocumentService service, SqsAsyncClient sqs, StorageProperties properties) {
        this.service = service;
        this.sqs = sqs;
        this.queueUrl = properties.events().queueUrl();
    }

    @SqsListener("${acme.events.queue-url}") // AWS: sqs:ReceiveMessage doc-events, sqs:DeleteMessage doc-events
    void on(String key) {
        service.link(key);
        CompletableFuture<SendMessageResponse> sent = sqs.sendMessage(SendMessageRequest.builder().queueUrl(queueUrl).messageBody(key).build()); // AWS: sqs:SendMessage doc-events
        sent.whenComplete((r, e) -> {}).join();
    }
}
