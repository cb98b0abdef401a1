package reports;

import com.google.inject.Inject;
import com.google.inject.name.Named;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

public class BucketSink implements ReportSink {
  private final S3Client client;
  private final String bucket;

  @Inject
  BucketSink(S3Client client, @Named("bucket") String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  @Override
  public void write(String name, String text) {
    client.putObject(r -> r.bucket(bucket).key("reports/" + name), RequestBody.fromString(text)); // AWS: s3:PutObject
  }

  public long total() {
    ListObjectsV2Request request = ListObjectsV2Request.builder().bucket("report-index").prefix("reports/").build();
    return client.listObjectsV2Paginator(request).contents().stream().mapToLong(S3Object::size).sum(); // AWS: s3:ListBucket report-index
  }
}
