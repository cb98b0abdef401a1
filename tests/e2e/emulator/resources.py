"""
The resource that a request names, which moto leaves at `*` for most services, so that a statement about a resource would
never allow anything: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

import json
import re

from moto.dynamodb.responses import DynamoHandler
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.iam.access_control import IAMPolicyStatement
from moto.iam.responses import IamResponse
from moto.logs.responses import LogsResponse
from moto.secretsmanager.responses import SecretsManagerResponse

#: IAM's parameters by what they name, the one that the request is about first.
IAM_NAMES = {"RoleName": "role", "UserName": "user", "GroupName": "group"}
IAM_ARNS = ["PolicyArn", "OpenIDConnectProviderArn"]


def determine():
    """From now on requests stand on what they name."""
    DynamoHandler._determine_resource = of_dynamodb
    EC2ContainerServiceResponse._determine_resource = of_ecs
    IamResponse._determine_resource = of_iam
    LogsResponse._determine_resource = of_logs
    SecretsManagerResponse._determine_resource = of_secrets_manager
    IAMPolicyStatement._match = staticmethod(matches)


def of_dynamodb(handler):
    table = body(handler).get("TableName")
    return "*" if table is None else arn(handler, "dynamodb", f"table/{table}")


def of_ecs(handler):
    """Task definitions have no resource-level permissions but for their tags."""
    return body(handler).get("resourceArn", "*")


def of_iam(handler):
    data = handler.data
    for parameter, kind in IAM_NAMES.items():
        if parameter in data:
            return arn(handler, "iam", f"{kind}{path_of(handler, kind, data[parameter][0])}")
    for parameter in IAM_ARNS:
        if parameter in data:
            return data[parameter][0]
    if "PolicyName" in data:
        return arn(handler, "iam", f"policy{path(data)}{data['PolicyName'][0]}")
    return "*"


def path_of(handler, kind, name):
    """A principal's path and name; of one that is to be created, as the request has them."""
    backend = handler.backend
    held = {"role": backend.roles, "user": backend.users, "group": backend.groups}[kind]
    there = next((each for each in held.values() if each.name == name), None)
    return (there.path or "/") + name if there else path(handler.data) + name


def path(data):
    return data.get("Path", ["/"])[0]


def of_logs(handler):
    """What is done to a group as a whole is authorised with an empty stream behind it, tags on the bare group."""
    parameters = body(handler)
    if "resourceArn" in parameters:
        return parameters["resourceArn"]
    group, stream = parameters.get("logGroupName", ""), parameters.get("logStreamName", "")
    return arn(handler, "logs", f"log-group:{group}:log-stream:{stream}")


def of_secrets_manager(handler):
    secret = body(handler).get("SecretId")
    if secret is None:
        return "*"
    found = handler.backend.secrets.get(secret)
    return found.arn if found else arn(handler, "secretsmanager", f"secret:{secret}")


def matches(pattern, text):
    """IAM's two wildcards, and nothing else that a regular expression would take for one."""
    parts = {"*": ".*", "?": "."}
    return re.fullmatch("".join(parts.get(each, re.escape(each)) for each in pattern), text, re.DOTALL)


def arn(handler, service, resource):
    region = "" if service == "iam" else handler.region
    return f"arn:{handler.partition}:{service}:{region}:{handler.current_account}:{resource}"


def body(handler):
    return json.loads(handler.raw_body or "{}")
