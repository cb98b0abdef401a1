import assert from "node:assert/strict";
import {
  fillingRemedy,
  placeholderRegion,
  placeholdersIn,
} from "../../../../policypack/evaluation/reading/placeholders";

describe("placeholders", () => {
  const table: [string, string[]][] = [
    ["arn:aws:iam::ACCOUNT_ID:role/exec", ["ACCOUNT_ID"]],
    ["arn:aws:iam::<ACCOUNT_ID>:role/exec", ["<ACCOUNT_ID>"]],
    ["arn:aws:secretsmanager:${AWS_REGION}:${ACCOUNT}:secret:db", ["${AWS_REGION}", "${ACCOUNT}"]],
    ["arn:aws:logs:REGION:111122223333:log-group:/ecs/a", ["REGION"]],
    ["arn:aws:iam::1234567890:role/exec", ["1234567890"]],
    ["arn:aws:iam::your-account-id:role/exec", ["your-account-id"]],
    ["arn:aws:iam::xxxxxxxxxxxx:role/exec", ["xxxxxxxxxxxx"]],
    ["{{account}}.dkr.ecr.eu-west-1.amazonaws.com/app:1", ["{{account}}"]],
    ["AWS_ACCOUNT_ID.dkr.ecr.AWS_REGION.amazonaws.com/app:1", ["AWS_ACCOUNT_ID", "AWS_REGION"]],
    ["123456789.dkr.ecr.eu-west-1.amazonaws.com/app:1", ["123456789"]],
    // What is meant as it stands.
    ["arn:aws:iam::111122223333:role/exec", []],
    ["arn:aws:iam::aws:policy/ReadOnlyAccess", []],
    ["arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1", []],
    ["arn:aws:cloudformation:eu-west-1:aws:transform/Serverless-2016-10-31", []],
    ["arn:aws:s3:::bucket/DATA_FILES/*", []],
    ["arn:aws:ssm:eu-west-1:111122223333:parameter/PROD/DB_PASSWORD", []],
    ["arn:aws:ssm:*:*:parameter/x", []],
    ["{{resolve:ssm:name}}", []],
    ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/APP:1", []],
    ["public.ecr.aws/nginx/nginx:1.27", []],
    ["nginx", []],
  ];
  for (const [text, found] of table) {
    it(`${found.length === 0 ? "are none" : `are ${found.join(" and ")}`} in ${text}`, () => {
      assert.deepEqual(placeholdersIn(text), found);
    });
  }

  it("are not what the caller knows", () => {
    assert.deepEqual(
      placeholdersIn("arn:aws:s3:::b/${aws:username}/*", (mark) => mark.includes(":")),
      [],
    );
  });

  it("are told of a region by itself", () => {
    assert.deepEqual(placeholderRegion("REGION"), ["REGION"]);
    assert.deepEqual(placeholderRegion("${AWS_REGION}"), ["${AWS_REGION}"]);
    assert.deepEqual(placeholderRegion("eu-west-1"), []);
  });

  it("have a remedy that says what is meant", () => {
    assert.equal(
      fillingRemedy(["ACCOUNT_ID", "REGION"]),
      "Put the account's twelve digits and the region, as in eu-west-1 in place of ACCOUNT_ID, REGION.",
    );
    assert.equal(fillingRemedy(["<TAG>"]), "Put the value that is meant in place of <TAG>.");
  });
});
