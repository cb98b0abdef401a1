package org.acme;
// ENV: ORDERS_TOPIC=arn:aws:sns:eu-west-1:111122223333:orders
// ENV: ARCHIVE_BUCKET=order-archive
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

@ConfigMapping(prefix = "orders")
public interface OrdersConfig {
    String table();
    @WithName("topic-arn")
    String topic();
    Archive archive();

    interface Archive {
        String bucket();
        @WithDefault("STANDARD_IA")
        String storageClass();
    }
}
