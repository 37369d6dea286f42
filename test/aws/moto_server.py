"""Runs Debian's moto on 127.0.0.1, with fixes that a real `cdk deploy` needs (docs/testing.md).

    /usr/bin/python3 test/aws/moto_server.py CALLS

Prints "listening on PORT" when it is ready. Appends the calls of the functions to the file CALLS, a JSON object per
line, so that tests can compare them with the permissions of the roles: moto itself allows everything.
"""

import io
import json
import re
import signal
import sys
import threading
from random import SystemRandom
from string import ascii_letters, digits
from types import SimpleNamespace
from urllib.parse import parse_qs
from xml.sax.saxutils import escape, unescape

from moto.awslambda.models import EventSourceMapping
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend
from moto.cloudformation.parsing import ResourceMap
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.common_models import CloudFormationModel
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.dynamodb.models import Table, dynamodb_backends
from moto.s3.models import FakeBucket, s3_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.sqs.models import Queue
from werkzeug.serving import WSGIRequestHandler, make_server

TEMPLATE = re.compile(rb"(<TemplateBody>)(.*)(</TemplateBody>)", re.DOTALL)
CREDENTIAL = re.compile(r"Credential=([^/]+)/\d+/[^/]+/([^/]+)/")

# With an event source mapping, moto would run the function in Docker for each message. The tests poll instead.
Queue.lambda_event_source_mappings = property(lambda queue: {}, lambda queue, mappings: None)

# moto still has SQS's old limit of 10; today's limit is 10,000.
EventSourceMapping.batch_size = property(
    lambda mapping: mapping._batch_size,
    lambda mapping, size: setattr(mapping, "_batch_size", int(size or 10)),
)



class JsonLines:
    """Debian has no py_partiql_parser. An import of a table uses it to read the lines of an export."""

    @staticmethod
    def parse(original):
        return [json.loads(line) for line in original.splitlines() if line]


sys.modules.setdefault("py_partiql_parser", SimpleNamespace(JsonParser=JsonLines))


class Adoption:
    """Whether the latest change set adopts resources that exist under their names (ImportExistingResources)."""

    wanted = False


create_bucket = FakeBucket.create_from_cloudformation_json


def create_bucket_with_versions(resource_name, cloudformation_json, account_id, region_name, **others):
    """moto creates a bucket but ignores its VersioningConfiguration, and adopts none."""
    existing = s3_backends[account_id]["aws"].buckets.get(resource_name)
    if Adoption.wanted and existing is not None:
        return existing
    bucket = create_bucket(resource_name, cloudformation_json, account_id, region_name, **others)
    bucket.versioning_status = cloudformation_json.get("Properties", {}).get("VersioningConfiguration", {}).get("Status")
    return bucket


FakeBucket.create_from_cloudformation_json = staticmethod(create_bucket_with_versions)

create_table = Table.create_from_cloudformation_json


def create_or_adopt_table(resource_name, cloudformation_json, account_id, region_name, **others):
    existing = dynamodb_backends[account_id][region_name].tables.get(resource_name)
    if Adoption.wanted and existing is not None:
        return existing
    return create_table(resource_name, cloudformation_json, account_id, region_name, **others)


Table.create_from_cloudformation_json = staticmethod(create_or_adopt_table)

delete_resources = ResourceMap.delete


def delete_resources_but_retained(resources):
    """moto knows only Retain. When a stack is deleted, RetainExceptOnCreate means the same."""
    for resource in resources._resource_json_map.values():
        if resource.get("DeletionPolicy") == "RetainExceptOnCreate":
            resource["DeletionPolicy"] = "Retain"
    delete_resources(resources)


ResourceMap.delete = delete_resources_but_retained

delete_stack = CloudFormationBackend.delete_stack


def delete_unprotected_stack(backend, name_or_stack_id):
    """moto notes the termination protection of a stack, and deletes it anyway."""
    stack = backend.get_stack(name_or_stack_id)
    if stack.enable_termination_protection:
        raise ValidationError(message=f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
    delete_stack(backend, name_or_stack_id)


def update_termination_protection(response):
    stack = response.cloudformation_backend.get_stack(response._get_param("StackName"))
    stack.enable_termination_protection = response._get_param("EnableTerminationProtection") == "true"
    return (
        '<UpdateTerminationProtectionResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">'
        f"<UpdateTerminationProtectionResult><StackId>{stack.stack_id}</StackId></UpdateTerminationProtectionResult>"
        "</UpdateTerminationProtectionResponse>"
    )


CloudFormationBackend.delete_stack = delete_unprotected_stack
CloudFormationResponse.update_termination_protection = update_termination_protection


class Secret(CloudFormationModel):
    """moto supports secrets, but not in CloudFormation. It finds this class among its models by itself."""

    __module__ = "moto.secretsmanager.models"  # moto sorts its models by the second word of it

    def __init__(self, arn):
        self.physical_resource_id = arn

    @staticmethod
    def cloudformation_name_type():
        return "Name"

    @staticmethod
    def cloudformation_type():
        return "AWS::SecretsManager::Secret"

    @classmethod
    def has_cfn_attr(cls, attr):
        return False

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **others):
        backend = secretsmanager_backends[account_id][region_name]
        rules = cloudformation_json["Properties"]["GenerateSecretString"]
        value = "".join(SystemRandom().choices(ascii_letters + digits, k=rules["PasswordLength"]))
        secret, _ = backend._add_secret(resource_name, secret_string=value)
        return cls(secret.arn)

    def is_created(self):
        return True


class QuietHandler(WSGIRequestHandler):
    timeout = 60  # seconds without a byte, after which a connection is closed

    def log_request(self, *arguments):
        pass


def places(environ, body):
    """The resources in the body of a call: a table or its index, a queue, or the keys of a batch of deletions."""
    if "HTTP_X_AMZ_TARGET" not in environ:
        return [unescape(key) for key in re.findall(r"<Key>(.*?)</Key>", body.decode("utf-8", "replace"))]
    call = json.loads(body or b"{}")
    if "QueueUrl" in call:
        return [call["QueueUrl"].rsplit("/", 1)[-1]]
    if "SecretId" in call:
        return [call["SecretId"]]
    table = call.get("TableName", "")
    return list(call.get("RequestItems", {})) or [f"{table}/index/{call['IndexName']}" if "IndexName" in call else table]


class Mended:
    """The WSGI application, with fixes to requests and responses.

    Each connection has a thread, and calls take turns, because moto's state is not thread-safe. With one thread for
    all, a connection without a request stopped everybody until its client closed it; a client that gives up a request
    while it connects, as LanceDB does, keeps such a connection for a minute and a half.
    """

    def __init__(self, application, calls):
        self.application = application
        self.calls = calls
        self.turn = threading.Lock()

    def __call__(self, environ, start_response):
        body = b""
        if environ.get("CONTENT_LENGTH"):  # without it the body, if any, comes in chunks: moto's business
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            environ["wsgi.input"] = io.BytesIO(body)
        with self.turn:
            return self.answer(environ, body, start_response)

    def answer(self, environ, body, start_response):
        self.record(environ, body)

        if b"Action=CreateChangeSet" in body or b"Action=CreateStack" in body:
            Adoption.wanted = b"ImportExistingResources=true" in body
        is_template = b"Action=GetTemplate&" in body + b"&"
        started = []

        def start(status, headers, exc_info=None):
            # The server adds Date and Server headers; Node's HTTP parser refuses duplicates.
            started[:] = [status, [(name, value) for name, value in headers if name.lower() not in ("date", "server")]]
            return lambda data: None

        try:
            chunks = b"".join(self.application(environ, start))
        except Exception as error:  # one line for what moto cannot do, in place of a traceback
            print(f"{environ['REQUEST_METHOD']} {environ['HTTP_HOST']}{environ['REQUEST_URI']}: {error!r}", file=sys.stderr, flush=True)
            start_response("500 Internal Server Error", [("Content-Length", "0")])
            return [b""]
        status, headers = started
        if is_template:
            # The template is JSON inside XML, and moto does not escape it.
            chunks = TEMPLATE.sub(lambda found: found[1] + escape(found[2].decode()).encode() + found[3], chunks)
            headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
            headers.append(("Content-Length", str(len(chunks))))
        start_response(status, headers)
        return [chunks]

    def record(self, environ, body):
        credential = CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
        if credential is None or not credential[1].startswith("function-"):
            return
        call = {
            "function": credential[1].removeprefix("function-"),
            "service": credential[2],
            "method": environ["REQUEST_METHOD"],
            "path": environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace"),
            "query": {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True).items()},
            "target": environ.get("HTTP_X_AMZ_TARGET", ""),
            "places": places(environ, body),
        }
        json.dump(call, self.calls)
        self.calls.write("\n")
        self.calls.flush()


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with open(sys.argv[1], "a", encoding="utf-8") as calls:
        application = Mended(DomainDispatcherApplication(create_backend_app), calls)
        server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=QuietHandler)
        print(f"listening on {server.server_port}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
