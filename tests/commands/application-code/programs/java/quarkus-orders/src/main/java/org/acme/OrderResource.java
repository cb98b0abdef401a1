package org.acme;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.*;
import java.nio.file.Path;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.transfer.s3.model.*;

@jakarta.ws.rs.Path("/orders")
public class OrderResource {
    private final OrderRepository repository;
    private final SnsAsyncClient sns;
    private final OrdersConfig config;
    private final S3TransferManager transfers;

    @Inject
    public OrderResource(OrderRepository repository, SnsAsyncClient sns, S3AsyncClient s3, OrdersConfig config) {
        this.repository = repository;
        this.sns = sns;
        this.config = config;
        this.transfers = S3TransferManager.builder().s3Client(s3).build();
    }

    @POST
    public Uni<String> create(Order order) {
        repository.save(order);
        return Uni.createFrom().completionStage(sns.publish(p -> p.topicArn(config.topic()).message(order.id()))) // AWS: sns:Publish orders
            .onItem().transform(r -> r.messageId());
    }

    @GET
    @jakarta.ws.rs.Path("/archive")
    public void archive() {
        UploadFileRequest request = UploadFileRequest.builder()
            .putObjectRequest(b -> b.bucket(config.archive().bucket()).key("daily/" + UUID.randomUUID()))
            .source(java.nio.file.Paths.get("/tmp/orders.json")).build();
        FileUpload upload = transfers.uploadFile(request); // AWS: s3:PutObject order-archive/daily/*
        upload.completionFuture().join();
        transfers.downloadFile(d -> d.getObjectRequest(g -> g.bucket(config.archive().bucket()).key("latest")).destination(Path.of("/tmp/x"))).completionFuture().join(); // AWS: s3:GetObject order-archive/latest
    }
}
