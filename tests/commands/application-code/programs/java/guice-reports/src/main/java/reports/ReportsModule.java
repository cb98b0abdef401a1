package reports;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

public class ReportsModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(ReportSink.class).to(BucketSink.class);
  }

  @Provides
  @Singleton
  S3Client s3() {
    return S3Client.builder().build();
  }

  @Provides
  @Singleton
  SsmClient ssm() {
    return SsmClient.create();
  }

  @Provides
  AthenaClient athena() {
    return AthenaClient.create();
  }

  @Provides
  @Named("bucket")
  String bucket() {
    return System.getenv("BUCKET");
  }

  @Provides
  CloudWatchLogsClient logs() {
    return CloudWatchLogsClient.create();
  }
}
