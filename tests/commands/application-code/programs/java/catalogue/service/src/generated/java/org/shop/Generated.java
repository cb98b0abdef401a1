package org.shop;

class Generated {
  void call() {
    software.amazon.awssdk.services.s3.S3Client.create().listBuckets();
  }
}
