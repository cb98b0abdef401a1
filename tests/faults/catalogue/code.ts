import { BUCKET, TASK_ROLE } from "../correct-stacks";
import { type DeclaredStack, editStatements, json, statement } from "../declared";
import type { Fault } from "../fault";

const policy = "task-role-covers-code";
const role = `role/${TASK_ROLE}`;

function editData(stack: DeclaredStack, edit: (data: Record<string, unknown>) => void) {
  editStatements(stack, "task-policy", (statements) => edit(statement(statements, "ReadWriteData")));
}

/** The code calls what the role lacks, and nobody requires it. */
export const codeFaults: Fault[] = [
  {
    title: "the code writes objects that the role may only read",
    stack: "explicit",
    edit: (stack) => editData(stack, (data) => (data.Action = "s3:GetObject")),
    policy,
    mentions: [role, "s3:PutObject", `${BUCKET}/reports/*`, "app/worker.py:34", "ReadWriteData"],
  },
  {
    title: "the code lists a bucket whose objects alone the role may use",
    stack: "explicit",
    edit: (stack) =>
      editStatements(stack, "task-policy", (statements) =>
        statements.splice(statements.indexOf(statement(statements, "ListData")), 1),
      ),
    policy,
    mentions: [role, "s3:ListBucket", BUCKET, "app/worker.py:18"],
  },
  {
    title: "the code reads below a prefix that the role may not",
    stack: "explicit",
    edit: (stack) => editData(stack, (data) => (data.Resource = `${BUCKET}/reports/*`)),
    policy,
    mentions: [role, "s3:GetObject", `${BUCKET}/models/*`, "app/worker.py:21"],
  },
  {
    title: "the code uses another bucket than the role may",
    stack: "explicit",
    edit: (stack) => editData(stack, (data) => (data.Resource = `${BUCKET}-old/*`)),
    policy,
    mentions: [role, "s3:PutObject", "app/worker.py:34"],
  },
  {
    title: "a second policy denies what the code writes",
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "read-only",
        props: {
          role: TASK_ROLE,
          name: "ReadOnly",
          policy: json({
            Version: "2012-10-17",
            Statement: [{ Sid: "NoWrites", Effect: "Deny", Action: "s3:Put*", Resource: "*" }],
          }),
        },
      }),
    policy,
    mentions: [role, "s3:PutObject", "NoWrites", "app/worker.py:34"],
  },
];
