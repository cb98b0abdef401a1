const { S3Client, GetObjectCommand, PutObjectCommand } = require("@aws-sdk/client-s3");
const { Athena } = require("@aws-sdk/client-athena");
const settings = require("./settings");

class Store {
  constructor(bucket) {
    this.bucket = bucket;
    this.client = new S3Client({ region: settings.region });
    this.athena = new Athena({});
  }

  async read(name) {
    const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: name })); // AWS: s3:GetObject media/template.html
    return Body.transformToString();
  }

  write(name, text) {
    const command = new PutObjectCommand({ Bucket: this.bucket, Key: `reports/${settings.year}/${name}`, Body: text }); // AWS: s3:PutObject media/reports/2026/today.html
    return this.client.send(command);
  }

  async query(sql) {
    const { QueryExecutionId } = await this.athena.startQueryExecution({ QueryString: sql, WorkGroup: "reports" }); // AWS: athena:StartQueryExecution workgroup/reports
    return this.athena.getQueryResults({ QueryExecutionId }); // AWS: athena:GetQueryResults
  }
}

module.exports = Store;
