/**
 * The services that a role can be passed to, complete against the services that AWS's own managed policies name in
 * `iam:PassedToService`. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */

/** A service to which a role can be passed and that then does what one tells it, with the role's rights. */
export interface PassRoleService {
  service: string;
  /** Of some way, one action of each list is needed. The first way that is open counts. */
  ways: string[][][];
  /** Whether code of its users has the role's rights, so that whoever trusts it lends them. */
  lends: boolean;
}

export const PASS_ROLE_SERVICES: PassRoleService[] = [
  runs(
    "ecs-tasks",
    [
      ["ecs:RegisterTaskDefinition"],
      ["ecs:RunTask", "ecs:StartTask", "ecs:CreateService", "ecs:UpdateService", "ecs:CreateTaskSet"],
    ],
    // Overrides of a task name another role for it.
    [["ecs:RunTask", "ecs:StartTask"]],
    [["ecs:CreateExpressGatewayService", "ecs:UpdateExpressGatewayService"]],
    [["batch:RegisterJobDefinition"], ["batch:SubmitJob"]],
  ),
  runs("lambda", [["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"]]),
  runs(
    "ec2",
    [
      [
        "ec2:RunInstances",
        "ec2:AssociateIamInstanceProfile",
        "ec2:ReplaceIamInstanceProfileAssociation",
        "ec2:RequestSpotInstances",
        "ec2:RequestSpotFleet",
        "ec2:CreateFleet",
        "autoscaling:CreateLaunchConfiguration",
        "imagebuilder:CreateInfrastructureConfiguration",
        "iam:AddRoleToInstanceProfile",
      ],
    ],
    [
      ["ec2:CreateLaunchTemplate", "ec2:CreateLaunchTemplateVersion"],
      ["autoscaling:CreateAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup"],
    ],
  ),
  runs("cloudformation", [
    [
      "cloudformation:CreateStack",
      "cloudformation:UpdateStack",
      "cloudformation:CreateChangeSet",
      "cloudformation:CreateStackSet",
      "cloudformation:UpdateStackSet",
    ],
  ]),
  runs("codebuild", [["codebuild:CreateProject", "codebuild:UpdateProject"]]),
  runs("glue", [["glue:CreateJob", "glue:UpdateJob", "glue:CreateDevEndpoint", "glue:CreateSession"]]),
  runs("sagemaker", [
    [
      "sagemaker:CreateNotebookInstance",
      "sagemaker:CreateTrainingJob",
      "sagemaker:CreateProcessingJob",
      "sagemaker:CreateHyperParameterTuningJob",
      "sagemaker:CreateAutoMLJob",
      "sagemaker:CreateAutoMLJobV2",
      "sagemaker:CreateModel",
      "sagemaker:CreatePipeline",
      "sagemaker:UpdatePipeline",
      "sagemaker:CreateDomain",
      "sagemaker:UpdateDomain",
      "sagemaker:CreateUserProfile",
      "sagemaker:UpdateUserProfile",
      "sagemaker:UpdateNotebookInstance",
      "sagemaker:CreateCluster",
      "sagemaker:CreateMonitoringSchedule",
    ],
  ]),
  runs("states", [["states:CreateStateMachine", "states:UpdateStateMachine", "states:TestState"]]),
  runs("datapipeline", [["datapipeline:CreatePipeline"]]),
  runs("ssm", [
    ["ssm:StartAutomationExecution", "ssm:CreateActivation", "ssm:RegisterTaskWithMaintenanceWindow"],
  ]),
  runs("tasks.apprunner", [["apprunner:CreateService", "apprunner:UpdateService"]]),
  runs("apprunner", [["apprunner:CreateService", "apprunner:UpdateService"]]),
  runs("bedrock-agentcore", [
    [
      "bedrock-agentcore:CreateCodeInterpreter",
      "bedrock-agentcore:CreateAgentRuntime",
      "bedrock-agentcore:UpdateAgentRuntime",
      "bedrock-agentcore:CreateBrowser",
      "bedrock-agentcore:CreateGateway",
    ],
  ]),
  runs("elasticmapreduce", [["elasticmapreduce:RunJobFlow"]]),
  runs("emr-serverless", [["emr-serverless:StartJobRun"]]),
  runs("airflow", [["airflow:CreateEnvironment", "airflow:UpdateEnvironment"]]),
  runs("airflow-serverless", [["airflow-serverless:CreateWorkflow", "airflow-serverless:UpdateWorkflow"]]),
  runs("kinesisanalytics", [["kinesisanalytics:CreateApplication", "kinesisanalytics:UpdateApplication"]]),
  runs("braket", [["braket:CreateJob"]]),
  runs("omics", [["omics:StartRun"]]),
  runs("gamelift", [["gamelift:CreateFleet", "gamelift:CreateBuild"]]),
  runs("amplify", [["amplify:CreateApp", "amplify:UpdateApp"]]),
  runs("athena", [["athena:CreateWorkGroup", "athena:UpdateWorkGroup"]]),
  runs("pods.eks", [["eks:CreatePodIdentityAssociation", "eks:UpdatePodIdentityAssociation"]]),
  runs("robomaker", [["robomaker:CreateSimulationJob"]]),
  runs("synthetics", [["synthetics:CreateCanary", "synthetics:UpdateCanary"]]),
  runs("databrew", [["databrew:CreateRecipeJob", "databrew:UpdateRecipeJob"]]),
  runs("elasticbeanstalk", [["elasticbeanstalk:CreateEnvironment", "elasticbeanstalk:UpdateEnvironment"]]),
  runs("opsworks", [["opsworks:CreateStack", "opsworks:UpdateStack"]]),
  runs("greengrass", [["greengrass:AssociateRoleToGroup", "greengrass:CreateDeployment"]]),
  runs("codestar", [["codestar:CreateProject"]]),
  obeys("scheduler", [["scheduler:CreateSchedule", "scheduler:UpdateSchedule"]]),
  obeys("events", [["events:PutTargets"]]),
  obeys("pipes", [["pipes:CreatePipe", "pipes:UpdatePipe"]]),
  // Its own role makes instances and tasks; jobs have roles of theirs.
  obeys("batch", [["batch:CreateComputeEnvironment", "batch:UpdateComputeEnvironment"]]),
  obeys("codepipeline", [["codepipeline:CreatePipeline", "codepipeline:UpdatePipeline"]]),
  obeys("codedeploy", [["codedeploy:CreateDeploymentGroup", "codedeploy:UpdateDeploymentGroup"]]),
  obeys("iot", [["iot:CreateTopicRule", "iot:ReplaceTopicRule"]]),
  obeys("credentials.iot", [["iot:CreateRoleAlias", "iot:UpdateRoleAlias"]]),
  obeys("appsync", [["appsync:CreateDataSource", "appsync:UpdateDataSource"]]),
  obeys("cognito-identity", [["cognito-identity:SetIdentityPoolRoles"]]),
  obeys("transfer", [["transfer:CreateUser", "transfer:UpdateUser"]]),
  obeys("rolesanywhere", [["rolesanywhere:CreateProfile", "rolesanywhere:UpdateProfile"]]),
  obeys("fis", [["fis:CreateExperimentTemplate", "fis:UpdateExperimentTemplate"], ["fis:StartExperiment"]]),
  obeys("apigateway", [["apigateway:PUT", "apigateway:POST", "apigateway:PATCH"]]),
  obeys("budgets", [["budgets:CreateBudgetAction", "budgets:UpdateBudgetAction"]]),
  obeys("servicecatalog", [["servicecatalog:CreateConstraint", "servicecatalog:UpdateConstraint"]]),
  obeys("dms", [["dms:CreateEndpoint", "dms:ModifyEndpoint"]]),
];

/**
 * Services that use a role for one purpose of their own: they write logs, copy or read data for the job that they are
 * made for, scale, or bring a fleet to its size. Whoever passes them a role gets no hold of its rights in general.
 */
export const OWN_PURPOSE_SERVICES: readonly string[] = [
  ...["access-grants.s3", "agent-registry", "agent.wellarchitected", "aiops", "application-autoscaling"],
  ...[
    "assets.marketplace",
    "autoscaling",
    "backup",
    "bedrock",
    "channels.lexv2",
    "cleanrooms-ml",
    "cleanrooms",
  ],
  ...["cloudtrail", "cloudwatch", "codecatalyst-runner", "codecatalyst", "config", "datasync", "datazone"],
  ...["datazonecontrol", "dax", "directquery.opensearchservice", "dsql", "ec2fleet", "ecs", "eks"],
  ...[
    "elasticfilesystem",
    "elasticloadbalancing",
    "elastictranscoder",
    "entityresolution",
    "events.workmail",
  ],
  ...["firehose", "forecast", "frauddetector", "grafana", "healthlake", "inspector", "iotsitewise"],
  ...["job.sagemaker", "kafka", "kendra", "lakeformation", "lex", "lexv2", "logs", "lookoutequipment"],
  ...["lookoutmetrics", "malware-protection-plan.guardduty", "malware-protection.guardduty", "mediaconnect"],
  ...["mediaconvert", "medical-imaging", "neptune-graph", "panorama", "partnercentral-account-management"],
  ...["personalize", "proton", "q", "qldb", "quicksight", "rds", "redshift-serverless", "redshift"],
  ...["replication.s3tables", "researchstudio", "resource-snapshot-job.partnercentral-selling"],
  ...[
    "restore-testing.backup",
    "s3",
    "sagemaker-geospatial",
    "schema-conversion.dms",
    "securityagent",
    "ses",
  ],
  ...["spot", "spotfleet", "ssm.integrations", "sso", "telemetry-pipelines.observabilityadmin", "vmie"],
  "wellarchitected",
].map((name) => `${name}.amazonaws.com`);

function runs(service: string, ...ways: string[][][]): PassRoleService {
  return { service: `${service}.amazonaws.com`, ways, lends: true };
}

/** It makes the calls that one configures. */
function obeys(service: string, ...ways: string[][][]): PassRoleService {
  return { service: `${service}.amazonaws.com`, ways, lends: false };
}
