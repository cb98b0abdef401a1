/** An example for each part of a stack's config, as it stands in `Pulumi.<stack>.yaml`; the tests read every one. */

/** By the part's title in the reference. */
export const CONFIG_EXAMPLES: Record<string, string> = {
  Settings: `
config:
  aws:region: eu-central-1
  ecs-task-permissions:accountId: "111122223333"
  ecs-task-permissions:tasks:
    shop: { … }
  ecs-task-permissions:deployers:
    - type: user
      name: shop-release
`,
  "tasks.<name>": `
shop:
  cpu: 512
  memory: 1024
  taskRole: { mode: create, name: shop-task }
  executionRole: { mode: create, name: shop-execution }
  containers:
    - name: web
      image: 111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:2.4.1
      logGroup: { name: /shop/web, retentionDays: 30 }
`,
  "tasks.<name>.taskRole": `
taskRole:
  mode: create
  name: shop-task
  access:
    tables:
      - name: orders
        access: read
`,
  "tasks.<name>.taskRole.statements[]": `
statements:
  - sid: CallModel
    actions: [bedrock:InvokeModel]
    resources: ["arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-text-lite-v1"]
`,
  "tasks.<name>.taskRole.access": `
access:
  buckets: [{ name: shop-pictures, access: read }]
  secrets: [{ secret: shop/payment }]
  queues: [{ name: shop-orders, access: write }]
`,
  "tasks.<name>.taskRole.access.buckets[]": `
buckets:
  - name: shop-pictures
    prefixes: [public/, thumbnails/]
    access: read-write
    delete: true
`,
  "tasks.<name>.taskRole.access.tables[]": `
tables:
  - name: orders
    indexes: [by-customer]
    access: read
  - name: arn:aws:dynamodb:eu-west-1:444455556666:table/invoices
    access: read
`,
  "tasks.<name>.taskRole.access.secrets[]": `
secrets:
  - secret: shop/payment
`,
  "tasks.<name>.taskRole.access.parameters[]": `
parameters:
  - parameter: /shop/features
`,
  "tasks.<name>.taskRole.access.kmsKeys[]": `
kmsKeys:
  - key: 0f3c1d2e-1111-2222-3333-444455556666
    access: encrypt-decrypt
`,
  "tasks.<name>.taskRole.access.logGroups[]": `
logGroups:
  - name: /shop/audit
    create: true
`,
  "tasks.<name>.taskRole.access.queues[]": `
queues:
  - name: shop-orders
    access: read
  - name: arn:aws:sqs:eu-central-1:444455556666:invoices.fifo
    access: write
`,
  "tasks.<name>.taskRole.access.topics[]": `
topics:
  - name: shop-alerts
`,
  "tasks.<name>.taskRole.access.streams[]": `
streams:
  - name: clicks
    access: write
`,
  "tasks.<name>.taskRole.access.deliveryStreams[]": `
deliveryStreams:
  - name: clicks-archive
`,
  "tasks.<name>.taskRole.access.eventBuses[]": `
eventBuses:
  - name: default
`,
  "tasks.<name>.executionRole": `
executionRole:
  mode: reference
  name: ecsTaskExecutionRole
  attach: false
`,
  "tasks.<name>.containers[]": `
containers:
  - name: web
    image: 111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:2.4.1
    environment:
      LOG_LEVEL: info
    secrets:
      DATABASE_URL: { secret: shop/database, jsonKey: url }
    ports:
      - containerPort: 8080
    logGroup: { name: /shop/web }
    aws:
      extraHosts:
        - { hostname: legacy, ipAddress: 10.0.0.7 }
`,
  "tasks.<name>.containers[].secrets.<name>": `
secrets:
  DATABASE_URL: { secret: shop/database, jsonKey: url }
  FEATURES: { parameter: /shop/features }
`,
  "tasks.<name>.containers[].logGroup": `
logGroup:
  name: /shop/web
  retentionDays: 30
`,
  "tasks.<name>.containers[].log": `
log:
  driver: splunk
  options:
    splunk-url: https://splunk.example.com:8088
  secrets:
    splunk-token: { secret: shop/splunk, jsonKey: token }
`,
  "tasks.<name>.containers[].firelens": `
firelens:
  type: fluentbit
  configFile: /extra.conf
`,
  "tasks.<name>.containers[].ports[]": `
ports:
  - containerPort: 8080
    name: http
    appProtocol: http
`,
  "tasks.<name>.containers[].healthCheck": `
healthCheck:
  command: [CMD-SHELL, curl -f http://localhost:8080/health]
  startPeriod: 30
`,
  "tasks.<name>.containers[].dependsOn[]": `
dependsOn:
  - container: log-router
    condition: START
`,
  "tasks.<name>.containers[].mounts[]": `
mounts:
  - volume: uploads
    path: /srv/uploads
    readOnly: true
`,
  "tasks.<name>.containers[].linuxParameters": `
linuxParameters:
  initProcessEnabled: true
  capabilities:
    drop: [ALL]
`,
  "tasks.<name>.containers[].ulimits.<name>": `
ulimits:
  nofile: { soft: 65536, hard: 65536 }
`,
  "tasks.<name>.containers[].restartPolicy": `
restartPolicy:
  ignoredExitCodes: [0]
  restartAttemptPeriod: 120
`,
  "tasks.<name>.containers[].repositoryCredentials": `
repositoryCredentials:
  secret: shop/registry
`,
  "tasks.<name>.volumes.<name>": `
volumes:
  uploads:
    efs: { fileSystem: fs-0123456789abcdef0 }
  scratch: {}
`,
  "tasks.<name>.volumes.<name>.efs": `
efs:
  fileSystem: fs-0123456789abcdef0
  accessPoint: fsap-0123456789abcdef0
`,
  "schedules.<name>": `
schedules:
  nightly:
    task: settlement
    expression: cron(15 2 * * ? *)
    timeZone: Europe/Berlin
    cluster: batch
    subnets: [subnet-0123456789abcdef0]
`,
  "schedules.<name>.overrides[]": `
overrides:
  - name: settlement
    command: [settle, --all]
`,
  "schedules.<name>.role": `
role:
  name: settlement-scheduler
`,
  "schedules.<name>.deadLetterQueue": `
deadLetterQueue:
  mode: create
  name: settlement-missed
`,
  "deployers[]": `
deployers:
  - type: role
    name: release
    tasks: [shop]
`,
  ci: `
ci:
  roleName: github-shop
  repository: acme/shop
  environment: production
`,
};
