/**
 * Operations that are authorised by actions of other names, by service, each group with the page that says so. Operations
 * are in small letters. All that is not listed here, nor in `special-operations.ts`, has the action of its own name.
 */
export interface RenamedOperations {
  /** AWS's page. */
  page: string;
  /** Action prefix of the service as its clients have it. */
  service: string;
  /** Operation to actions; none for what anybody may do. */
  actions: Record<string, string[]>;
}

const bucketSettings = {
  deletebucketanalyticsconfiguration: ["s3:PutAnalyticsConfiguration"],
  deletebucketcors: ["s3:PutBucketCORS"],
  deletebucketencryption: ["s3:PutEncryptionConfiguration"],
  deletebucketintelligenttieringconfiguration: ["s3:PutIntelligentTieringConfiguration"],
  deletebucketinventoryconfiguration: ["s3:PutInventoryConfiguration"],
  deletebucketlifecycle: ["s3:PutLifecycleConfiguration"],
  deletebucketmetricsconfiguration: ["s3:PutMetricsConfiguration"],
  deletebucketownershipcontrols: ["s3:PutBucketOwnershipControls"],
  deletebucketreplication: ["s3:PutReplicationConfiguration"],
  deletebuckettagging: ["s3:PutBucketTagging"],
  deletepublicaccessblock: ["s3:PutBucketPublicAccessBlock"],
  getbucketaccelerateconfiguration: ["s3:GetAccelerateConfiguration"],
  getbucketanalyticsconfiguration: ["s3:GetAnalyticsConfiguration"],
  getbucketencryption: ["s3:GetEncryptionConfiguration"],
  getbucketintelligenttieringconfiguration: ["s3:GetIntelligentTieringConfiguration"],
  getbucketinventoryconfiguration: ["s3:GetInventoryConfiguration"],
  getbucketlifecycle: ["s3:GetLifecycleConfiguration"],
  getbucketlifecycleconfiguration: ["s3:GetLifecycleConfiguration"],
  getbucketmetricsconfiguration: ["s3:GetMetricsConfiguration"],
  getbucketnotificationconfiguration: ["s3:GetBucketNotification"],
  getbucketreplication: ["s3:GetReplicationConfiguration"],
  getobjectlockconfiguration: ["s3:GetBucketObjectLockConfiguration"],
  getpublicaccessblock: ["s3:GetBucketPublicAccessBlock"],
  listbucketanalyticsconfigurations: ["s3:GetAnalyticsConfiguration"],
  listbucketintelligenttieringconfigurations: ["s3:GetIntelligentTieringConfiguration"],
  listbucketinventoryconfigurations: ["s3:GetInventoryConfiguration"],
  listbucketmetricsconfigurations: ["s3:GetMetricsConfiguration"],
  putbucketaccelerateconfiguration: ["s3:PutAccelerateConfiguration"],
  putbucketanalyticsconfiguration: ["s3:PutAnalyticsConfiguration"],
  putbucketencryption: ["s3:PutEncryptionConfiguration"],
  putbucketintelligenttieringconfiguration: ["s3:PutIntelligentTieringConfiguration"],
  putbucketinventoryconfiguration: ["s3:PutInventoryConfiguration"],
  putbucketlifecycle: ["s3:PutLifecycleConfiguration"],
  putbucketlifecycleconfiguration: ["s3:PutLifecycleConfiguration"],
  putbucketmetricsconfiguration: ["s3:PutMetricsConfiguration"],
  putbucketnotificationconfiguration: ["s3:PutBucketNotification"],
  putbucketreplication: ["s3:PutReplicationConfiguration"],
  putobjectlockconfiguration: ["s3:PutBucketObjectLockConfiguration"],
  putpublicaccessblock: ["s3:PutBucketPublicAccessBlock"],
};

/** Of Cognito's user pools: what a signed-in or a new user asks without AWS credentials. */
const publicUserOperations = (
  "associatesoftwaretoken changepassword completewebauthnregistration confirmdevice confirmforgotpassword confirmsignup " +
  "deleteuser deleteuserattributes deletewebauthncredential forgetdevice forgotpassword getdevice gettokensfromrefreshtoken " +
  "getuser getuserattributeverificationcode getuserauthfactors globalsignout initiateauth listdevices " +
  "listwebauthncredentials resendconfirmationcode respondtoauthchallenge revoketoken setusermfapreference setusersettings " +
  "signup startwebauthnregistration updateautheventfeedback updatedevicestatus updateuserattributes verifysoftwaretoken " +
  "verifyuserattribute"
).split(" ");

const none = (operations: string[]) => Object.fromEntries(operations.map((each) => [each, []]));

export const RENAMED: RenamedOperations[] = [
  {
    page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html",
    service: "s3",
    actions: {
      ...bucketSettings,
      completemultipartupload: ["s3:PutObject"],
      createmultipartupload: ["s3:PutObject"],
      uploadpart: ["s3:PutObject"],
      headbucket: ["s3:ListBucket"],
      listbuckets: ["s3:ListAllMyBuckets"],
      listobjects: ["s3:ListBucket"],
      listobjectsv2: ["s3:ListBucket"],
      listobjectversions: ["s3:ListBucketVersions"],
      listmultipartuploads: ["s3:ListBucketMultipartUploads"],
      listparts: ["s3:ListMultipartUploadParts"],
      selectobjectcontent: ["s3:GetObject"],
    },
  },
  {
    page: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html",
    service: "sqs",
    actions: {
      changemessagevisibilitybatch: ["sqs:ChangeMessageVisibility"],
      deletemessagebatch: ["sqs:DeleteMessage"],
      sendmessagebatch: ["sqs:SendMessage"],
    },
  },
  {
    page: "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html",
    service: "sns",
    actions: { publishbatch: ["sns:Publish"] },
  },
  {
    page: "https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html",
    service: "lambda",
    actions: {
      invoke: ["lambda:InvokeFunction"],
      invokeasync: ["lambda:InvokeFunction"],
      invokewithresponsestream: ["lambda:InvokeFunction"],
      getlayerversionbyarn: ["lambda:GetLayerVersion"],
    },
  },
  {
    page: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html",
    service: "bedrock",
    actions: {
      converse: ["bedrock:InvokeModel"],
      conversestream: ["bedrock:InvokeModelWithResponseStream"],
      invokemodelwithbidirectionalstream: ["bedrock:InvokeModelWithResponseStream"],
      startasyncinvoke: ["bedrock:InvokeModel"],
      retrieveandgeneratestream: ["bedrock:RetrieveAndGenerate"],
    },
  },
  {
    page: "https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html",
    service: "kms",
    actions: { reencrypt: ["kms:ReEncryptFrom", "kms:ReEncryptTo"] },
  },
  {
    page: "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html",
    service: "sts",
    actions: none(["getcalleridentity", "assumerolewithsaml", "assumerolewithwebidentity"]),
  },
  {
    page: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html",
    service: "execute-api",
    actions: {
      deleteconnection: ["execute-api:ManageConnections"],
      getconnection: ["execute-api:ManageConnections"],
      posttoconnection: ["execute-api:ManageConnections"],
    },
  },
  {
    page: "https://docs.aws.amazon.com/timestream/latest/developerguide/security_iam_service-with-iam.html",
    service: "timestream",
    actions: { query: ["timestream:Select", "timestream:DescribeEndpoints"] },
  },
  {
    page: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html",
    service: "secretsmanager",
    actions: { batchgetsecretvalue: ["secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue"] },
  },
  {
    page: "https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html",
    service: "cognito-idp",
    actions: none(publicUserOperations),
  },
  {
    page: "https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html",
    service: "cognito-identity",
    actions: none(["getcredentialsforidentity", "getid", "getopenidtoken", "unlinkidentity"]),
  },
  {
    page: "https://docs.aws.amazon.com/verifiedpermissions/latest/apireference/API_BatchIsAuthorized.html",
    service: "verifiedpermissions",
    actions: {
      batchisauthorized: ["verifiedpermissions:IsAuthorized"],
      batchisauthorizedwithtoken: ["verifiedpermissions:IsAuthorizedWithToken"],
    },
  },
];
