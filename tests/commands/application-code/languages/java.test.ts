/** How Java says what it asks AWS for, in ways that the small programs do not show. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { needsOf } from "../../../../commands/application-code/needs/needs-of";
import { readApplication } from "../../../../commands/application-code/reading/read-application";

const SCOPE = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const ENVIRONMENT = {
  variables: { JOBS_TABLE: "jobs", APP_TABLE: "app", APP_JOBS_TABLE: "app-jobs", SPRING_APP_NAME: "orders" },
  isSecret: () => false,
  isOpen: false,
};

const IMPORTS = `
import java.util.*;
import org.springframework.beans.factory.annotation.Value;
import software.amazon.awssdk.enhanced.dynamodb.*;
import software.amazon.awssdk.services.dynamodb.*;
import software.amazon.awssdk.services.dynamodb.model.*;
import software.amazon.awssdk.services.s3.*;
import software.amazon.awssdk.services.s3.model.*;
`;

describe("Java's code", () => {
  let root: string;
  beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), "java-"))));
  afterEach(() => fs.rmSync(root, { recursive: true }));

  const read = async (files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      fs.writeFileSync(path.join(root, file), text);
    }
    const application = await readApplication(root, ["."]);
    assert.deepEqual(application.malformed, []);
    return application;
  };

  /** `action resource` of every call. */
  const calls = async (files: Record<string, string>) => {
    const { needs } = needsOf(await read(files), SCOPE, ENVIRONMENT);
    return needs.map(({ action, resources }) =>
      [action, ...resources.map((arn) => arn.split(":").slice(5).join(":"))].join(" "),
    );
  };

  /** What a class's body calls. */
  const inClass = (body: string) => calls({ "A.java": `${IMPORTS}class A {\n${body}\n}\n` });

  /** The table that an expression names. */
  const table = async (expression: string, more = "") => {
    const [found, ...others] = await inClass(
      `${more}\nvoid a(DynamoDbClient db, String given) { db.scan(s -> s.tableName(${expression})); }`,
    );
    assert.deepEqual(others, []);
    return found?.replace(/^dynamodb:Scan ?(table\/)?/, "");
  };

  describe("names what it reaches by", () => {
    const cases: [expression: string, name: string, more?: string][] = [
      ['"jobs"', "jobs"],
      ['"a" + "-" + SUFFIX', "a-b", 'static final String SUFFIX = "b";'],
      ['System.getenv("JOBS_TABLE")', "jobs"],
      ['java.lang.System.getenv("JOBS_TABLE")', "jobs"],
      ['System.getenv().get("JOBS_TABLE")', "jobs"],
      ['System.getenv().getOrDefault("OTHER", "usual")', "usual"],
      ['Optional.ofNullable(System.getenv("OTHER")).orElse("usual")', "usual"],
      [
        'Optional.ofNullable(System.getenv("JOBS_TABLE")).filter(s -> !s.isBlank()).orElseGet(() -> "usual")',
        "jobs",
      ],
      ['Objects.requireNonNullElse(System.getenv("OTHER"), "usual")', "usual"],
      ['Objects.requireNonNull(System.getenv("JOBS_TABLE"), "JOBS_TABLE is not set")', "jobs"],
      ['System.getenv("OTHER") == null ? "usual" : System.getenv("OTHER")', "usual"],
      ['(System.getenv("OTHER") != null) ? System.getenv("OTHER") : "usual"', "usual"],
      ['String.format("%s-%s", "a", "b")', "a-b"],
      ['String.format("%2$s-%1$s", "a", "b")', "b-a"],
      ['String.format("a-%d", 3)', "a-*"],
      ['String.format("a-%5s", "b")', "a-*"],
      ['"%s-jobs".formatted(System.getenv("SPRING_APP_NAME"))', "orders-jobs"],
      ['"jobs-" + given', "jobs-*"],
      ['"""\n      jobs"""', "jobs"],
      ['"""\n        jobs\\\n        -a"""', "jobs-a"],
      ['"jo\\u0062s"', "jobs"],
      ["Inner.NAME", "inner", 'static class Inner { static final String NAME = "inner"; }'],
      [
        "Kind.ONE.table",
        "one",
        'enum Kind { ONE("one"); final String table; Kind(String table) { this.table = table; } }',
      ],
      ["name()", "method", 'private static String name() { return "method"; }'],
      ["this.name", "field", 'private final String name; { name = "field"; }'],
      ["name", "field", 'String name() { return "method"; } private String name = "field";'],
      ["names[0]", "listed", 'private final String[] names = {"listed"};'],
      ["NAMES.get(0)", "listed", 'static final List<String> NAMES = List.of("listed");'],
      ["name", "jobs", '@Value("${JOBS_TABLE}") String name;'],
      ["name", "app", '@Value("${app.table:usual}") String name;'],
      ["name", "usual", '@Value("${other.table:usual}") String name;'],
      ["name", "app-jobs", '@Value("${app.jobs-table}") private String name;'],
      ["name", "orders-x", '@Value("${spring.app.name}-${x.y:x}") String name;'],
      ["name", "app", '@Value("${x.y:${app.table}}") String name;'],
      ["name", "", "@Value(\"#{systemProperties['x']}\") String name;"],
      ["name", "", '@Value("${JOBS_TABLE") String name;'],
      ["given", ""],
      ['System.getProperty("table")', ""],
      ["given.toLowerCase()", ""],
    ];
    for (const [expression, name, more] of cases) {
      it(`${expression}${more ? `, with ${more}` : ""}`, async () =>
        assert.equal(await table(expression, more), name));
    }
  });

  describe("asks by", () => {
    const cases: [title: string, body: string, calls: string[]][] = [
      [
        "a client that is made where it is used",
        "void a() { DynamoDbClient.create().listTables(); }",
        ["dynamodb:ListTables"],
      ],
      [
        "an async client, waited for",
        'String a() { return S3AsyncClient.crtCreate().headObject(h -> h.bucket("b").key("k")).join().eTag(); }',
        ["s3:GetObject b/k"],
      ],
      [
        "a client that try closes",
        "void a() { try (var s3 = S3Client.create()) { s3.listBuckets(); } }",
        ["s3:ListAllMyBuckets"],
      ],
      [
        "a full name",
        "void a() { software.amazon.awssdk.services.sqs.SqsClient.create().listQueues(); }",
        ["sqs:ListQueues"],
      ],
      [
        "a full name as a type",
        "software.amazon.awssdk.services.sqs.SqsAsyncClient q; void a() { q.listQueues(); }",
        ["sqs:ListQueues"],
      ],
      [
        "a field that is set lazily",
        "S3Client s3; S3Client s3() { if (s3 == null) s3 = S3Client.create(); return s3; } void a() { s3().listBuckets(); }",
        ["s3:ListAllMyBuckets"],
      ],
      ["a parameter's type", "void a(S3Client one) { one.listBuckets(); }", ["s3:ListAllMyBuckets"]],
      [
        "what a function of its own class returns, whatever makes it",
        "S3Client s3(Supplier<S3Client> s) { return s.get(); } void a() { s3(null).listBuckets(); }",
        ["s3:ListAllMyBuckets"],
      ],
      ["a cast", "void a(Object o) { ((S3Client) o).listBuckets(); }", ["s3:ListAllMyBuckets"]],
      [
        "instanceof",
        "void a(Object o) { if (o instanceof S3Client s3) s3.listBuckets(); }",
        ["s3:ListAllMyBuckets"],
      ],
      [
        "an anonymous class",
        "S3Client s3 = S3Client.create(); Runnable r = new Runnable() { public void run() { s3.listBuckets(); } };",
        ["s3:ListAllMyBuckets"],
      ],
      [
        "an inner class",
        "S3Client s3 = S3Client.create(); class B { void a() { A.this.s3.listBuckets(); s3.listBuckets(); } }",
        ["s3:ListAllMyBuckets"],
      ],
      [
        "a local class and a lambda",
        "S3Client s3; void a() { Runnable r = () -> { s3.listBuckets(); }; }",
        ["s3:ListAllMyBuckets"],
      ],
      [
        "a builder that is changed by statements",
        'void a(DynamoDbClient db) { ScanRequest.Builder b = ScanRequest.builder(); b.limit(3).tableName("t"); if (x) b.indexName("i"); db.scan(b.build()); }',
        ["dynamodb:Scan table/t/index/i"],
      ],
      [
        "a request that is changed into another",
        'void a(DynamoDbClient db) { var one = ScanRequest.builder().tableName("t").build(); db.scan(one.toBuilder().indexName("i").build()); }',
        ["dynamodb:Scan table/t/index/i"],
      ],
      [
        "a function that makes the request",
        'ScanRequest of(String t) { return ScanRequest.builder().tableName(t).build(); } void a(DynamoDbClient db) { db.scan(of("one")); db.scan(of("two")); }',
        ["dynamodb:Scan table/one", "dynamodb:Scan table/two"],
      ],
      [
        "a function that fills the request",
        'void fill(ScanRequest.Builder b) { b.tableName("t"); } void a(DynamoDbClient db) { db.scan(b -> b.tableName("t")); }',
        ["dynamodb:Scan table/t"],
      ],
      [
        "overloads",
        'A() { this("t"); } final String t; A(String t) { this.t = t; } void a(DynamoDbClient db) { a(db, t); } void a(DynamoDbClient db, String n) { db.scan(s -> s.tableName(n)); }',
        ["dynamodb:Scan table/t"],
      ],
      [
        "the enhanced client's async table",
        'void a(DynamoDbEnhancedAsyncClient e) { DynamoDbAsyncTable<A> t = e.table("t", TableSchema.fromBean(A.class)); t.query(q -> q.limit(1)); t.index("i").scan(); t.putItemWithResponse(p -> {}); t.createTable(); }',
        [
          "dynamodb:Query table/t",
          "dynamodb:Scan table/t/index/i",
          "dynamodb:PutItem table/t",
          "dynamodb:CreateTable table/t",
        ],
      ],
      [
        "a transaction that statements fill",
        'void a(DynamoDbEnhancedClient e) { DynamoDbTable<A> t = e.table("t", s); TransactWriteItemsEnhancedRequest.Builder b = software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest.builder(); b.addPutItem(t, x); b.addUpdateItem(t, y); e.transactWriteItems(b.build()); }',
        ["dynamodb:PutItem table/t", "dynamodb:UpdateItem table/t"],
      ],
      [
        "clients of the SDK 1.x",
        'void a(com.amazonaws.services.securitytoken.AWSSecurityTokenService t, com.amazonaws.services.simplesystemsmanagement.AWSSimpleSystemsManagement m, com.amazonaws.services.dynamodbv2.AmazonDynamoDBAsync d) { m.getParameter(new com.amazonaws.services.simplesystemsmanagement.model.GetParameterRequest().withName("p")); d.describeTable("t"); t.getCallerIdentity(null); }',
        ["dynamodb:DescribeTable table/t", "ssm:GetParameter parameter/p"],
      ],
      [
        "another Region",
        "void a() { DynamoDbClient.builder().region(software.amazon.awssdk.regions.Region.US_EAST_1).build().listTables(); }",
        ["dynamodb:ListTables"],
      ],
      [
        "a loop over names",
        'void a(DynamoDbClient db) { for (String t : List.of("one", "two")) db.describeTable(d -> d.tableName(t)); }',
        ["dynamodb:DescribeTable table/one table/two"],
      ],
      [
        "a switch",
        'void a(DynamoDbClient db, int n) { String t = switch (n) { case 1 -> "one"; default -> { yield "two"; } }; db.describeTable(d -> d.tableName(t)); }',
        ["dynamodb:DescribeTable table/one table/two"],
      ],
    ];
    for (const [title, body, expected] of cases) {
      it(title, async () => assert.deepEqual([...new Set(await inClass(body))].sort(), expected.sort()));
    }
  });

  describe("asks for nothing by", () => {
    const cases: [title: string, body: string][] = [
      [
        "a class of a client's name that is its own",
        "static class S3Client { static S3Client create() { return null; } void listBuckets() {} } void a() { S3Client.create().listBuckets(); }",
      ],
      [
        "what is not known to be a client",
        "void a(Object s3, Store store) { s3.listBuckets(); store.getItem(null); }",
      ],
      [
        "what a client has beside its operations",
        'void a(S3Client s3) { s3.utilities().getUrl(g -> g.bucket("b").key("k")); s3.serviceName(); s3.close(); S3Client.builder().build(); }',
      ],
      [
        "a presigner's and a table's settings",
        "void a(DynamoDbTable<A> t) { t.tableName(); t.tableSchema(); t.keyFrom(null); }",
      ],
      ["an error's name", "void a() { try { b(); } catch (S3Exception e) { e.getMessage(); } }"],
      [
        "a class that others have put into a package of the SDK's",
        "void a(com.amazonaws.services.dynamodbv2.AmazonDynamoDBLockClient l) { l.getItem(null); l.close(); }",
      ],
      [
        "an emulator's client",
        'S3Client s3 = S3Client.builder().endpointOverride(java.net.URI.create("http://localhost:4566")).build(); void a() { s3.listBuckets(); }',
      ],
      [
        "a client with keys of its own",
        "void a() { S3Client.builder().credentialsProvider(software.amazon.awssdk.auth.credentials.StaticCredentialsProvider.create(null)).build().listBuckets(); }",
      ],
    ];
    for (const [title, body] of cases) {
      it(title, async () => assert.deepEqual(await inClass(body), []));
    }
  });

  it("is given clients, tables and settings by frameworks", async () => {
    const files = {
      "src/main/java/a/Config.java": `package a;${IMPORTS}
        class Config {
          @Bean S3Client local() { return S3Client.builder().endpointOverride(java.net.URI.create("http://localhost:1")).build(); }
          @Bean DynamoDbTable<Job> jobs(DynamoDbEnhancedClient e, Settings settings) { return e.table(settings.getTableName(), null); }
          @Bean DynamoDbTable<User> users(DynamoDbEnhancedClient e) { return e.table("users", null); }
        }`,
      "src/main/java/a/Settings.java": `package a;
        @ConfigurationProperties(prefix = "app") @Data class Settings { private String table = "usual"; private String tableName = "unset"; }`,
      "src/main/java/a/b/Store.java": `package a.b;${IMPORTS}import a.*;
        @RequiredArgsConstructor class Store {
          private final DynamoDbTable<Job> jobs;
          private final DynamoDbTable<User> users;
          private final S3Client s3;
          private final Settings settings;
          private final org.springframework.core.env.Environment environment;
          void a(DynamoDbClient db) {
            jobs.scan(); users.scan(); s3.listBuckets();
            db.scan(s -> s.tableName(settings.getTable()));
            db.scan(s -> s.tableName(environment.getProperty("app.jobs-table", "usual")));
          }
        }`,
    };
    assert.deepEqual(await calls(files), [
      "dynamodb:Scan table/unset",
      "dynamodb:Scan table/users",
      "dynamodb:Scan table/app",
      "dynamodb:Scan table/app-jobs",
    ]);
    assert.deepEqual(
      (await read({})).foreign.map(({ operation, reason }) => [operation, reason]),
      [["listbuckets", "other-endpoint"]],
    );
  });

  it("finds classes by their names, the nearest of several", async () => {
    const names = (name: string) => `package p; public interface Names { String TABLE = "${name}"; }`;
    const user = `package p;${IMPORTS}class User implements Names { void a(DynamoDbClient db) { db.scan(s -> s.tableName(TABLE)); } }`;
    const found = await calls({
      "one/src/main/java/p/Names.java": names("one"),
      "one/src/main/java/p/User.java": user,
      "two/src/main/java/p/Names.java": names("two"),
      "two/src/main/java/p/User.java": user,
      "three/src/main/java/q/Other.java": `package q;${IMPORTS}import static p.Names.*; class Other { void a(DynamoDbClient db) { db.query(s -> s.tableName(TABLE)); } }`,
    });
    assert.deepEqual(found, [
      "dynamodb:Scan table/one",
      "dynamodb:Query table/one",
      "dynamodb:Scan table/two",
    ]);
  });

  it("is what lies in the source folders, not tests and what a build generates", async () => {
    const text = `${IMPORTS}class X { void a(S3Client s3) { s3.listBuckets(); } }`;
    const { files } = await read({
      "src/main/java/a/build/target/X.java": text,
      "src/main/java/a/test/LoadTest.java": text,
      "src/test/java/a/XTest.java": text,
      "src/integrationTest/java/a/X.java": text,
      "src/testFixtures/java/a/X.java": text,
      "src/generated/java/a/X.java": text,
      "target/generated-sources/a/X.java": text,
      "build/generated/a/X.java": text,
      "XTest.java": text,
    });
    assert.equal(files, 2);
  });

  describe("asks the DynamoDB mapper", () => {
    const mapped = (body: string) =>
      calls({
        "A.java": `import com.amazonaws.services.dynamodbv2.*;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapperConfig;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBTable;
class A {
  static final String TABLE = "jobs";
  @DynamoDBTable(tableName = TABLE) static class Job {}
  static class Plain {}
  ${body}
}`,
      });
    const cases: [string, string[]][] = [
      ["void a(DynamoDBMapper m) { m.load(Job.class, 1); }", ["dynamodb:GetItem table/jobs"]],
      [
        "void a(DynamoDBMapper m, Job j) { m.save(j); m.delete(j); }",
        ["dynamodb:DeleteItem table/jobs", "dynamodb:UpdateItem table/jobs"],
      ],
      [
        "void a(DynamoDBMapper m) { m.batchSave(new Job(), new Job()); }",
        ["dynamodb:BatchWriteItem table/jobs"],
      ],
      [
        "void a(DynamoDBMapper m) { Job j = m.load(Job.class, 1); m.save(j); }",
        ["dynamodb:GetItem table/jobs", "dynamodb:UpdateItem table/jobs"],
      ],
      ["void a(DynamoDBMapper m) { m.scan(Plain.class, null); }", ["dynamodb:Scan"]],
      [
        "void a(DynamoDBMapper m, Job j) { m.save(j, DynamoDBMapperConfig.builder().build()); }",
        ["dynamodb:UpdateItem"],
      ],
      ["void a(Object m, Job j) { m.save(j); }", []],
    ];
    for (const [body, expected] of cases)
      it(body, async () => assert.deepEqual([...new Set(await mapped(body))].sort(), expected));
  });
});
