/**
 * boto3's resource objects by service and type, as far as applications use them.
 * https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/dynamodb.html (and s3, sqs, sns)
 */
export interface ResourceType {
  /** Functions that make an object without a request, with the parameters that they take in order. */
  makes?: Record<string, { type: string; from: string[] }>;
  calls: Record<string, ResourceFunction>;
  /** Attributes that are collections. */
  collections?: Record<string, string>;
  /** Attributes that are parameters. */
  identifiers?: Record<string, string>;
  /** What a loop over it gives. */
  element?: string;
}

export interface ResourceFunction {
  operations: string[];
  /** The type of the object that it gives. */
  gives?: string;
  /** The type of the objects in the list that it gives. */
  element?: string;
}

const asks = (...operations: string[]): ResourceFunction => ({ operations });

const BUCKET_OBJECTS: Record<string, ResourceFunction> = {
  all: { operations: ["list_objects"], gives: "objects" },
  filter: { operations: ["list_objects"], gives: "objects" },
  limit: { operations: ["list_objects"], gives: "objects" },
  page_size: { operations: ["list_objects"], gives: "objects" },
  pages: asks("list_objects"),
  delete: asks("list_objects", "delete_objects"),
};

/** Which functions of a collection chain on without asking again. */
const S3_OBJECT: ResourceType = {
  calls: {
    get: asks("get_object"),
    put: asks("put_object"),
    delete: asks("delete_object"),
    copy_from: asks("copy_object"),
    load: asks("head_object"),
    reload: asks("head_object"),
    initiate_multipart_upload: asks("create_multipart_upload"),
    restore_object: asks("restore_object"),
    wait_until_exists: asks("head_object"),
    wait_until_not_exists: asks("head_object"),
  },
  makes: { Version: { type: "ObjectVersion", from: ["VersionId"] }, Acl: { type: "ObjectAcl", from: [] } },
  identifiers: { bucket_name: "Bucket", key: "Key" },
};

export const RESOURCE_TYPES: Record<string, ResourceType> = {
  "dynamodb.resource": {
    makes: { Table: { type: "Table", from: ["TableName"] } },
    calls: {
      batch_get_item: asks("batch_get_item"),
      batch_write_item: asks("batch_write_item"),
      create_table: { operations: ["create_table"], gives: "Table" },
    },
    collections: { tables: "tables" },
  },
  "dynamodb.tables": {
    calls: { all: { operations: ["list_tables"], gives: "tables" } },
    element: "Table",
  },
  "dynamodb.Table": {
    calls: {
      get_item: asks("get_item"),
      put_item: asks("put_item"),
      update_item: asks("update_item"),
      delete_item: asks("delete_item"),
      query: asks("query"),
      scan: asks("scan"),
      batch_writer: { operations: ["batch_write_item"], gives: "writer" },
      load: asks("describe_table"),
      reload: asks("describe_table"),
      update: asks("update_table"),
      delete: asks("delete_table"),
      wait_until_exists: asks("describe_table"),
      wait_until_not_exists: asks("describe_table"),
    },
    identifiers: { name: "TableName", table_name: "TableName" },
  },
  "dynamodb.writer": { calls: { put_item: asks(), delete_item: asks() } },
  "s3.resource": {
    makes: {
      Bucket: { type: "Bucket", from: ["Bucket"] },
      Object: { type: "Object", from: ["Bucket", "Key"] },
      ObjectSummary: { type: "Object", from: ["Bucket", "Key"] },
    },
    calls: { create_bucket: { operations: ["create_bucket"], gives: "Bucket" } },
    collections: { buckets: "buckets" },
  },
  "s3.buckets": { calls: { all: { operations: ["list_buckets"], gives: "buckets" } }, element: "Bucket" },
  "s3.Bucket": {
    makes: { Object: { type: "Object", from: ["Key"] } },
    calls: {
      put_object: { operations: ["put_object"], gives: "Object" },
      delete_objects: asks("delete_objects"),
      create: asks("create_bucket"),
      delete: asks("delete_bucket"),
      load: asks("list_buckets"),
      wait_until_exists: asks("head_bucket"),
      wait_until_not_exists: asks("head_bucket"),
    },
    collections: { objects: "objects", object_versions: "object-versions" },
    identifiers: { name: "Bucket" },
  },
  "s3.objects": { calls: BUCKET_OBJECTS, element: "Object" },
  "s3.object-versions": {
    calls: {
      all: { operations: ["list_object_versions"], gives: "object-versions" },
      filter: { operations: ["list_object_versions"], gives: "object-versions" },
      delete: asks("list_object_versions", "delete_objects"),
    },
  },
  "s3.Object": S3_OBJECT,
  "s3.ObjectVersion": {
    calls: { get: asks("get_object"), delete: asks("delete_object"), head: asks("head_object") },
  },
  "s3.ObjectAcl": { calls: { put: asks("put_object_acl"), load: asks("get_object_acl") } },
  "sqs.resource": {
    makes: { Queue: { type: "Queue", from: ["QueueUrl"] } },
    calls: {
      get_queue_by_name: { operations: ["get_queue_url"], gives: "Queue" },
      create_queue: { operations: ["create_queue"], gives: "Queue" },
    },
    collections: { queues: "queues" },
  },
  "sqs.queues": {
    calls: {
      all: { operations: ["list_queues"], gives: "queues" },
      filter: { operations: ["list_queues"], gives: "queues" },
    },
    element: "Queue",
  },
  "sqs.Queue": {
    calls: {
      send_message: asks("send_message"),
      send_messages: asks("send_message_batch"),
      receive_messages: { operations: ["receive_message"], element: "Message" },
      delete_messages: asks("delete_message_batch"),
      change_message_visibility_batch: asks("change_message_visibility_batch"),
      purge: asks("purge_queue"),
      load: asks("get_queue_attributes"),
      reload: asks("get_queue_attributes"),
      set_attributes: asks("set_queue_attributes"),
      delete: asks("delete_queue"),
    },
    identifiers: { url: "QueueUrl" },
  },
  "sqs.Message": {
    calls: { delete: asks("delete_message"), change_visibility: asks("change_message_visibility") },
  },
  "sns.resource": {
    makes: {
      Topic: { type: "Topic", from: ["TopicArn"] },
      PlatformEndpoint: { type: "PlatformEndpoint", from: ["TargetArn"] },
    },
    calls: { create_topic: { operations: ["create_topic"], gives: "Topic" } },
    collections: { topics: "topics" },
  },
  "sns.topics": { calls: { all: { operations: ["list_topics"], gives: "topics" } }, element: "Topic" },
  "sns.Topic": {
    calls: {
      publish: asks("publish"),
      subscribe: asks("subscribe"),
      load: asks("get_topic_attributes"),
      delete: asks("delete_topic"),
    },
    identifiers: { arn: "TopicArn" },
  },
  "sns.PlatformEndpoint": { calls: { publish: asks("publish"), delete: asks("delete_endpoint") } },
};
