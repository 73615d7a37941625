"""Creates, lists, patches, watches and deletes with the published Python client; the first
argument is a kubeconfig. Ends with 0 if the server answered as a cluster does."""

import sys

from kubernetes import client, config, watch

config.load_kube_config(config_file=sys.argv[1])
core = client.CoreV1Api()
chosen = {"namespace": "default", "label_selector": "test=python"}

before = core.list_namespaced_config_map(**chosen)
assert not before.items, before.items

created = core.create_namespaced_config_map(
    "default",
    client.V1ConfigMap(
        metadata=client.V1ObjectMeta(name="python", labels={"test": "python"}),
        data={"key": "first"},
    ),
)
assert created.metadata.uid, created
assert [each.metadata.name for each in core.list_namespaced_config_map(**chosen).items] == ["python"]

patched = core.patch_namespaced_config_map("python", "default", {"data": {"other": "second"}})
assert patched.data == {"key": "first", "other": "second"}, patched.data

core.delete_namespaced_config_map("python", "default")
try:
    core.read_namespaced_config_map("python", "default")
    raise AssertionError("a deleted object was read")
except client.ApiException as problem:
    assert problem.status == 404, problem

seen = []
for event in watch.Watch().stream(
    core.list_namespaced_config_map,
    resource_version=before.metadata.resource_version,
    timeout_seconds=30,
    **chosen,
):
    seen.append((event["type"], event["object"].metadata.name))
    if event["type"] == "DELETED":
        break
assert seen == [("ADDED", "python"), ("MODIFIED", "python"), ("DELETED", "python")], seen
print("created, listed, patched, watched, deleted")
