"""
What AWS asks of the caller beside the action itself: the right to pass the roles of a task definition to ECS tasks
(https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html), and the right to set tags where
something is created with them (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html).
"""

import json

from moto import settings

PASSED_TO = {"iam:PassedToService": "ecs-tasks.amazonaws.com"}


def is_enforced():
    return settings.INITIAL_NO_AUTH_ACTION_COUNT == 0


def of(handler):
    """Actions, each with what it is asked for on, and the request's context."""
    asked = ASKED.get(f"{handler.service_name}:{handler._get_action()}")
    return asked(handler) if asked else []


def for_task_definition(handler):
    parameters = body(handler)
    roles = [parameters[key] for key in ("taskRoleArn", "executionRoleArn") if key in parameters]
    asked = [("iam:PassRole", role, PASSED_TO) for role in roles]
    if parameters.get("tags"):
        # its revision is not decided yet
        definition = f"task-definition/{parameters['family']}:0"
        scope = f"{handler.partition}:ecs:{handler.region}:{handler.current_account}"
        asked.append(("ecs:TagResource", f"arn:{scope}:{definition}", None))
    return asked


def for_log_group(handler):
    parameters = body(handler)
    scope = f"{handler.partition}:logs:{handler.region}:{handler.current_account}"
    group = f"arn:{scope}:log-group:{parameters['logGroupName']}"
    return [("logs:TagResource", group, None)] if parameters.get("tags") else []


def for_iam(action):
    def asked(handler):
        is_tagged = any(key.startswith("Tags.member") for key in handler.data)
        return [(action, handler._determine_resource(), None)] if is_tagged else []

    return asked


def body(handler):
    return json.loads(handler.raw_body or "{}")


ASKED = {
    "ecs:RegisterTaskDefinition": for_task_definition,
    "logs:CreateLogGroup": for_log_group,
    "iam:CreateRole": for_iam("iam:TagRole"),
    "iam:CreatePolicy": for_iam("iam:TagPolicy"),
}
