package media;

import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.*;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.transfer.s3.model.DownloadFileRequest;
import software.amazon.awssdk.transfer.s3.model.UploadFileRequest;

public class Library {
  private static final String BUCKET = Optional.ofNullable(System.getenv("BUCKET")).orElse("media-local");
  private static final String FIRST_VERSION = "3HL4kqtJlcpXroDTDmJrmSpXd3dIbrHY";
  private static final String THUMBNAILS = String.format("%s-thumbnails", BUCKET);

  private final S3Client s3;
  private final S3TransferManager transfers = S3TransferManager.create();
  private final S3Presigner presigner = S3Presigner.builder().build();

  public Library() {
    this(S3Client.create());
  }

  Library(S3Client s3) {
    this.s3 = s3;
  }

  public void add(String name, byte[] content) {
    PutObjectRequest request = PutObjectRequest.builder().bucket(BUCKET).key("originals/" + name).build();
    s3.putObject(request, RequestBody.fromBytes(content)); // AWS: s3:PutObject media/originals/*
    s3.putObject(b -> b.bucket(THUMBNAILS).key("thumb.png").acl(ObjectCannedACL.PUBLIC_READ), RequestBody.empty()); // AWS: s3:PutObject media-thumbnails/thumb.png, s3:PutObjectAcl media-thumbnails/thumb.png
  }

  public byte[] read(String name) {
    try (ResponseInputStream<GetObjectResponse> in =
        s3.getObject(GetObjectRequest.builder().bucket(BUCKET).key(name).versionId(FIRST_VERSION).build())) { // AWS: s3:GetObjectVersion media/*
      return in.readAllBytes();
    } catch (NoSuchKeyException missing) {
      return s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("missing.png")).asByteArray(); // AWS: s3:GetObject media/missing.png
    } catch (Exception other) {
      s3.getObject(g -> g.bucket("fallback-media").key(name), ResponseTransformer.toFile(Path.of("x"))); // AWS: s3:GetObject fallback-media/*
      return new byte[0];
    }
  }

  public List<String> names() {
    ListObjectsV2Request list = ListObjectsV2Request.builder().bucket(BUCKET).prefix("originals/").build();
    List<String> names = new ArrayList<>();
    for (S3Object object : s3.listObjectsV2Paginator(list).contents()) { // AWS: s3:ListBucket media
      names.add(object.key());
    }
    return names;
  }

  public void remove(List<String> names) {
    List<ObjectIdentifier> keys = names.stream().map(n -> ObjectIdentifier.builder().key(n).build()).toList();
    s3.deleteObjects(d -> d.bucket(BUCKET).delete(Delete.builder().objects(keys).build())); // AWS: s3:DeleteObject media/*
    s3.deleteObject(DeleteObjectRequest.builder().bucket(BUCKET).key("index.json").build()); // AWS: s3:DeleteObject media/index.json
  }

  public void rename(String from, String to) {
    s3.copyObject(c -> c.sourceBucket("incoming").sourceKey("a/b.png").destinationBucket(BUCKET).destinationKey(to)); // AWS: s3:GetObject incoming/a/b.png, s3:PutObject media/*
    s3.waiter().waitUntilObjectExists(h -> h.bucket(BUCKET).key(to)); // AWS: s3:GetObject media/*
  }

  public URL share(String name) {
    GetObjectPresignRequest wanted = GetObjectPresignRequest.builder()
        .signatureDuration(Duration.ofMinutes(10))
        .getObjectRequest(g -> g.bucket(BUCKET).key("shared/" + name))
        .build();
    return presigner.presignGetObject(wanted).url(); // AWS: s3:GetObject media/shared/*
  }

  public String uploadLink() {
    PutObjectRequest put = PutObjectRequest.builder().bucket("uploads").key("new").build();
    PresignedPutObjectRequest signed =
        presigner.presignPutObject(p -> p.signatureDuration(Duration.ofHours(1)).putObjectRequest(put)); // AWS: s3:PutObject uploads/new
    return signed.url().toString();
  }

  public void backup(Path file) {
    UploadFileRequest up = UploadFileRequest.builder()
        .putObjectRequest(b -> b.bucket("backups").key("daily.tar"))
        .source(file)
        .build();
    transfers.uploadFile(up).completionFuture().join(); // AWS: s3:PutObject backups/daily.tar
    DownloadFileRequest down = DownloadFileRequest.builder()
        .getObjectRequest(GetObjectRequest.builder().bucket("backups").key("last.tar").build())
        .destination(file)
        .build();
    transfers.downloadFile(down).completionFuture().join(); // AWS: s3:GetObject backups/last.tar
    transfers.uploadDirectory(u -> u.bucket("backups").source(file)); // AWS: s3:PutObject backups/*
  }
}
