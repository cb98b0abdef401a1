"""
The AWS emulator (moto), with what it leaves out where it enforces IAM: see `resources.py` and `asked_beside.py`. What it
decides is written down, a line a decision.
"""

import json
import os

import asked_beside
import resources
from moto.core.authorization import ActionAuthenticatorMixin
from moto.iam.access_control import IAMPolicy, IAMRequest, IAMRequestBase, PermissionResult
from moto.server import main

#: Whoever asks may always know who they are.
UNDECIDED = "sts:GetCallerIdentity"


def decide(request, resource):
    """What a request asks for by itself."""
    try:
        check(request, resource)
    except Exception:
        write_down(request, resource, False)
        raise
    write_down(request, resource, True)


def authorize(handler, resource="*"):
    """A request, and what AWS asks of the caller beside it."""
    authorize_itself(handler, resource)
    if not asked_beside.is_enforced():
        return
    for action, on, context in asked_beside.of(handler):
        request = IAMRequest(
            account_id=handler.current_account,
            method=handler.method,
            path=handler.raw_path,
            data=handler.data,
            body=handler.raw_body,
            headers=handler.headers,
            action=action.partition(":")[2],
        )
        # the request's own service is another one's, as with iam:PassRole
        request._action = action
        allowed = is_allowed(request, on, context)
        write_down(request, on, allowed)
        if not allowed:
            request._raise_access_denied()


def is_allowed(request, resource, context):
    results = [
        IAMPolicy(policy).is_action_permitted(request._action, resource, None, context)
        for policy in request._access_key.collect_policies()
    ]
    return PermissionResult.PERMITTED in results and PermissionResult.DENIED not in results


def write_down(request, resource, allowed):
    if request._action == UNDECIDED:
        return
    decision = {"action": request._action, "resource": resource, "allowed": allowed}
    with open(os.environ["EMULATOR_DECISIONS"], "a", encoding="utf8") as decisions:
        decisions.write(json.dumps(decision) + "\n")


check = IAMRequestBase.check_action_permitted
IAMRequestBase.check_action_permitted = decide
authorize_itself = ActionAuthenticatorMixin._authenticate_and_authorize_normal_action
ActionAuthenticatorMixin._authenticate_and_authorize_normal_action = authorize
resources.determine()

if __name__ == "__main__":
    main()
