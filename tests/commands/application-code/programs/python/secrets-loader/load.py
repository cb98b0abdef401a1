import base64
import json
import os

import boto3

PREFIX = "/shop/prod"
session = boto3.session.Session()


def secret(name):
    manager = session.client(service_name="secretsmanager")
    answer = manager.get_secret_value(SecretId=name)  # AWS: secretsmanager:GetSecretValue secret:shop/db-??????
    return json.loads(answer["SecretString"])


def parameters():
    ssm = session.client("ssm")
    found = {}
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=PREFIX, Recursive=True)  # AWS: ssm:GetParametersByPath parameter/shop/prod
    for page in pages:
        for parameter in page["Parameters"]:
            found[parameter["Name"]] = parameter["Value"]
    found["key"] = ssm.get_parameter(Name=PREFIX + "/signing-key", WithDecryption=True)["Parameter"]["Value"]  # AWS: ssm:GetParameter parameter/shop/prod/signing-key
    return found


def unseal(text):
    kms = session.client("kms")
    plain = kms.decrypt(CiphertextBlob=base64.b64decode(text), KeyId=os.environ["KEY_ID"])  # AWS: kms:Decrypt key/0f3c1d2e-1111-2222-3333-444455556666
    kms.re_encrypt(CiphertextBlob=plain["Plaintext"], DestinationKeyId="alias/shop")  # AWS: kms:ReEncryptFrom, kms:ReEncryptTo
    return plain["Plaintext"]


database = secret("shop/db")
whoami = session.client("sts").get_caller_identity()["Account"]
