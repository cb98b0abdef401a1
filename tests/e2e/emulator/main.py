"""
The AWS emulator, with two things that it leaves out where it enforces IAM: DynamoDB's requests name the table as their
resource, and whoever registers a task definition must be allowed to pass its roles to ECS tasks
(https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html).
"""

import json

from moto import settings
from moto.dynamodb.responses import DynamoHandler
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.iam.access_control import IAMPolicy, IAMRequest, PermissionResult
from moto.server import main

PASSED_TO = {"iam:PassedToService": "ecs-tasks.amazonaws.com"}


def table_of_request(handler):
    table = json.loads(handler.raw_body or "{}").get("TableName")
    if table is None:
        return "*"
    return f"arn:{handler.partition}:dynamodb:{handler.region}:{handler.current_account}:table/{table}"


def register_if_roles_may_be_passed(handler):
    parameters = json.loads(handler.raw_body or "{}")
    if settings.INITIAL_NO_AUTH_ACTION_COUNT == 0:
        request = IAMRequest(
            account_id=handler.current_account,
            method=handler.method,
            path=handler.raw_path,
            data=handler.data,
            body=handler.raw_body,
            headers=handler.headers,
            action="PassRole",
        )
        request._action = "iam:PassRole"
        for role in ("taskRoleArn", "executionRoleArn"):
            if role in parameters and not may_pass(request, parameters[role]):
                request._raise_access_denied()
    return register_task_definition(handler)


def may_pass(request, role):
    results = [
        IAMPolicy(policy).is_action_permitted("iam:PassRole", role, None, PASSED_TO)
        for policy in request._access_key.collect_policies()
    ]
    return PermissionResult.PERMITTED in results and PermissionResult.DENIED not in results


register_task_definition = EC2ContainerServiceResponse.register_task_definition
EC2ContainerServiceResponse.register_task_definition = register_if_roles_may_be_passed
DynamoHandler._determine_resource = table_of_request

if __name__ == "__main__":
    main()
