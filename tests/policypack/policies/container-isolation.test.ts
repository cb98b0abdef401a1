import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import type { Finding } from "../../../policypack/findings/finding";
import { containerIsolation } from "../../../policypack/policies/container-isolation";
import { judgeResourceByRule as judge, verdicts } from "../../support/judge";
import { lone } from "../../support/stacks";

type Json = Record<string, unknown>;

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const NATIVE = "aws-native:ecs:TaskDefinition";
const APP = { name: "app", image: "nginx:1", memory: 256 };

const task = (app: Json = {}, props: Json = {}): Json => ({
  family: "shop",
  requiresCompatibilities: ["EC2"],
  containerDefinitions: [{ ...APP, ...app }],
  ...props,
});
const said = (props: Json, config: Json = {}, type = TASK) =>
  judge(containerIsolation, lone(type, props), config);
const capabilities = (...add: unknown[]) => task({ linuxParameters: { capabilities: { add } } });
const mounted = (path: unknown, readOnly?: unknown) =>
  task(
    {
      mountPoints: [{ sourceVolume: "v", containerPath: "/v", ...(readOnly !== undefined && { readOnly }) }],
    },
    { volumes: [{ name: "v", hostPath: path }] },
  );
const text = (findings: Finding[]) => findings.map(({ message }) => message).join("\n");

const VIOLATED = ["violated"];
const ADVISED = ["violated (advisory)"];
const UNPROVEN = ["unproven"];

describe("container-isolation", () => {
  it("says nothing of containers that keep to themselves", () => {
    for (const props of [
      task(),
      task(
        { privileged: false, user: "root", readonlyRootFilesystem: false },
        { pidMode: "task", ipcMode: "none" },
      ),
      capabilities("SYS_PTRACE", "NET_BIND_SERVICE", "NET_ADMIN", 7, null),
      task({ linuxParameters: { capabilities: { drop: ["ALL"] }, devices: [{ hostPath: "/dev/neuron0" }] } }),
      mounted("/srv/data"),
      mounted("/var/log"),
      mounted("/var/lib/docker/containers", true),
      mounted("/sys/fs/cgroup/", true),
      mounted("/etc/localtime"),
      mounted("/etc/ssl/certs"),
      mounted("/etc/orders"),
      mounted("/home/orders/data"),
      mounted("/home/ec2-user/orders"),
      mounted("/usr/share/zoneinfo", true),
      mounted("/run/orders.sock"),
      mounted("/binary"),
      mounted(""),
      mounted("D:\\data"),
      task({}, { volumes: [{ name: "unused", hostPath: "/" }] }),
      task({ mountPoints: [{ sourceVolume: "v", containerPath: "/" }] }, { volumes: [{ name: "v" }] }),
    ])
      assert.deepEqual(said(props), [], JSON.stringify(props));
  });

  it("Reports a violation if a container takes rights of the host's kernel", () => {
    for (const [props, mention] of [
      [task({ privileged: true }), /container app is privileged/],
      [task({}, { pidMode: "host" }), /pidMode is host/],
      [task({}, { ipcMode: "host" }), /ipcMode is host/],
      [capabilities("SYS_ADMIN"), /SYS_ADMIN/],
      [capabilities("ALL"), /capabilities ALL/],
      [capabilities("cap_sys_module"), /SYS_MODULE/],
      [capabilities("CHOWN", "DAC_READ_SEARCH"), /DAC_READ_SEARCH/],
      [task({ linuxParameters: { devices: [{ hostPath: "/dev/mem" }] } }), /\/dev\/mem/],
      [task({ linuxParameters: { devices: [{ hostPath: "/dev/nvme0n1p1" }] } }), /nvme0n1p1/],
    ] as [Json, RegExp][]) {
      const findings = said(props);
      assert.deepEqual(verdicts(findings), VIOLATED, JSON.stringify(props));
      assert.match(text(findings), mention);
    }
    assert.equal(said(capabilities("SYS_ADMIN", "SYS_BOOT", "SYS_ADMIN")).length, 2);
  });

  it("advises where Docker's own confinement is taken away, on what it may be", () => {
    const options = (...dockerSecurityOptions: unknown[]) => task({ dockerSecurityOptions });
    for (const option of [
      "apparmor:unconfined",
      "apparmor=unconfined",
      "label:disable",
      "label=type:spc_t",
      "seccomp:unconfined",
      "systempaths=unconfined",
    ]) {
      const findings = said(options("no-new-privileges", option));
      assert.deepEqual(verdicts(findings), ADVISED, option);
      assert.ok(text(findings).includes(option), text(findings));
    }
    for (const quiet of [
      options("no-new-privileges", "no-new-privileges:true"),
      options("apparmor:orders-profile", "apparmor:docker-default", "label:type:svirt_lxc_net_t"),
      options("label:level:s0:c100,c200", "seccomp:orders.json"),
      options("credentialspec:file://unconfined.json", UNKNOWN, 7, null),
      task({ dockerSecurityOptions: UNKNOWN }),
      task({ dockerSecurityOptions: "apparmor:unconfined" }),
      { ...options("label:disable"), requiresCompatibilities: ["FARGATE"] },
    ])
      assert.deepEqual(said(quiet), [], JSON.stringify(quiet));
  });

  it("Reports a violation if Docker's socket is mounted, read-only as well", () => {
    for (const path of [
      "/var/run/docker.sock",
      "/run/docker.sock",
      "/var/run/",
      "/run",
      "//var//run/./docker.sock",
      "/run/containerd/containerd.sock",
      "/var/lib/../run/docker.sock",
      "\\\\.\\pipe\\docker_engine",
      "/run/buildkit/buildkitd.sock",
      "/var/run/dbus/system_bus_socket",
      "/run/systemd/",
    ]) {
      for (const readOnly of [true, false, undefined, UNKNOWN])
        assert.deepEqual(verdicts(said(mounted(path, readOnly))), VIOLATED, path);
    }
  });

  it("Reports a violation if the host's own folders can be written, and advises where they are read", () => {
    for (const path of ["/", "//", "/etc", "/root/", "/var", "/var/lib/docker", "/proc", "/home", "C:\\"]) {
      assert.deepEqual(verdicts(said(mounted(path))), VIOLATED, path);
      assert.deepEqual(verdicts(said(mounted(path, true))), ADVISED, path);
    }
    for (const path of [
      "/sys/fs/cgroup",
      "/proc/sys/kernel",
      "/boot/grub",
      "/proc/1/root",
      "/etc/cron.d",
      "/etc/cron.hourly/job",
      "/etc/ld.so.preload",
      "/etc/profile.d",
      "/etc/ecs/ecs.config",
      "/etc/ssh/sshd_config",
      "/usr/local/sbin",
      "/usr/bin/docker",
      "/var/spool/cron/crontabs",
      "/var/lib/ecs/data",
      "/home/ec2-user",
      "/home/orders/.ssh/",
    ])
      assert.deepEqual(verdicts(said(mounted(path, false))), VIOLATED, path);
  });

  it("sees through a Docker volume that is bound to a folder", () => {
    const bound = (o: string) =>
      task(
        { mountPoints: [{ sourceVolume: "v", containerPath: "/v" }] },
        {
          volumes: [
            {
              name: "v",
              dockerVolumeConfiguration: { driver: "local", driverOpts: { type: "none", o, device: "/" } },
            },
          ],
        },
      );
    assert.deepEqual(verdicts(said(bound("bind"))), VIOLATED);
    assert.deepEqual(verdicts(said(bound("ro, bind"))), ADVISED);
    assert.deepEqual(said(bound("addr=10.0.0.1")), []);
  });

  it("sees the host's disk behind a Docker volume", () => {
    const onDevice = (device: string, o?: string) =>
      task(
        { mountPoints: [{ sourceVolume: "v", containerPath: "/v" }] },
        { volumes: [{ name: "v", dockerVolumeConfiguration: { driverOpts: { type: "ext4", device, o } } }] },
      );
    assert.deepEqual(verdicts(said(onDevice("/dev/nvme0n1p1"))), VIOLATED);
    assert.deepEqual(verdicts(said(onDevice("/dev/xvda1", "ro"))), ADVISED);
    assert.deepEqual(said(onDevice("/dev/sdf")), []);
    assert.deepEqual(said(onDevice(":/export", "addr=10.0.0.1")), []);
  });

  it("advises on NET_ADMIN in the host's network only", () => {
    const props = capabilities("NET_ADMIN");
    for (const networkMode of ["awsvpc", "bridge", undefined, UNKNOWN])
      assert.deepEqual(said({ ...props, networkMode }), []);
    assert.deepEqual(verdicts(said({ ...props, networkMode: "host" })), ADVISED);
  });

  it("leaves to task-definition-valid what ECS refuses", () => {
    const all = { privileged: true, ...(capabilities("ALL").containerDefinitions as Json[])[0] };
    for (const requiresCompatibilities of [["FARGATE"], ["EC2", "FARGATE"]])
      assert.deepEqual(said(task(all, { requiresCompatibilities, pidMode: "host" })), []);
    const windows = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };
    assert.deepEqual(said(task(all, { ...windows, pidMode: "host" })), []);
    const managed = { requiresCompatibilities: ["MANAGED_INSTANCES"] };
    assert.deepEqual(said({ ...mounted("/"), ...managed, ipcMode: "host" }), []);
    assert.deepEqual(verdicts(said(task({ privileged: true }, managed))), VIOLATED);
  });

  it("judges what runs on external instances, on either, and on nobody knows what", () => {
    for (const requiresCompatibilities of [
      ["EXTERNAL"],
      ["EC2", "EXTERNAL"],
      [],
      undefined,
      null,
      UNKNOWN,
      [UNKNOWN],
    ])
      assert.deepEqual(verdicts(said(task({ privileged: true }, { requiresCompatibilities }))), VIOLATED);
  });

  it("is unproven, in one finding, if something of a container is unknown", () => {
    for (const props of [
      task({ privileged: UNKNOWN }),
      capabilities(UNKNOWN),
      task({ linuxParameters: { capabilities: UNKNOWN } }),
      task({ linuxParameters: { capabilities: { add: UNKNOWN } } }),
      mounted(UNKNOWN),
      mounted("/etc", UNKNOWN),
      { ...mounted("/etc"), volumes: [UNKNOWN] },
      { ...mounted("/etc"), volumes: [{ name: UNKNOWN, hostPath: "/etc" }] },
      task(
        { mountPoints: [{ sourceVolume: UNKNOWN, containerPath: "/v" }] },
        { volumes: [{ name: "v", hostPath: "/" }] },
      ),
      {
        ...mounted(UNKNOWN),
        containerDefinitions: [
          { ...(mounted(UNKNOWN).containerDefinitions as Json[])[0], privileged: UNKNOWN },
        ],
      },
    ]) {
      const findings = said(props);
      assert.deepEqual(verdicts(findings), UNPROVEN, JSON.stringify(props));
      assert.equal(
        findings.every(({ unknowns }) => unknowns?.every(({ kind }) => kind === "part")),
        true,
      );
    }
    assert.deepEqual(verdicts(said(capabilities(UNKNOWN, "ALL"))), ["unproven", "violated"]);
    assert.deepEqual(said(mounted("/srv/data", UNKNOWN)), []);
    assert.deepEqual(said({ ...mounted("/srv"), volumes: [{ name: UNKNOWN, hostPath: "/srv" }] }), []);
  });

  it("is unproven if containers are unknown and no other rule says so", () => {
    for (const containerDefinitions of [UNKNOWN, [UNKNOWN], [UNKNOWN, APP]]) {
      const props = task({}, { containerDefinitions });
      assert.deepEqual(verdicts(said(props)), UNPROVEN);
      assert.deepEqual(
        judge(containerIsolation, lone(TASK, props), {}, () => true),
        [],
      );
    }
    const beside = task({}, { containerDefinitions: [UNKNOWN, { ...APP, privileged: true }] });
    assert.deepEqual(verdicts(judge(containerIsolation, lone(TASK, beside), {}, () => true)), VIOLATED);
  });

  it("leaves values of the wrong type, and what is missing, to task-definition-valid", () => {
    for (const value of ["true", 1, {}, [], null, ""]) {
      assert.deepEqual(said(task({ privileged: value, linuxParameters: value, mountPoints: value })), []);
      assert.deepEqual(said(task({ linuxParameters: { capabilities: value, devices: value } })), []);
      assert.deepEqual(said(task({}, { volumes: value, pidMode: value, runtimePlatform: value })), []);
      assert.deepEqual(
        said(task({ mountPoints: [value, { sourceVolume: value }] }, { volumes: [value] })),
        [],
      );
    }
    for (const containerDefinitions of [undefined, null, "", "{", 7, [7]]) {
      assert.deepEqual(said(task({}, { containerDefinitions })), []);
      assert.deepEqual(verdicts(said(task({}, { containerDefinitions, pidMode: "host" }))), VIOLATED);
    }
  });

  it("reads JSON text, any order and letter case, and both providers", () => {
    const containers = [
      { ...APP, privileged: true, mountPoints: [{ sourceVolume: "v", containerPath: "/v" }] },
      { Name: "side", Image: "nginx:1", LinuxParameters: { Capabilities: { Add: ["SYS_ADMIN", "ALL"] } } },
    ];
    const ids = (containerDefinitions: unknown, type = TASK, volume: Json = { hostPath: "/" }) =>
      said(task({}, { containerDefinitions, volumes: [{ name: "v", ...volume }] }), {}, type)
        .map(({ id }) => id)
        .sort();
    const expected = ids(containers);
    assert.equal(expected.length, 4);
    assert.deepEqual(ids(JSON.stringify(containers)), expected);
    assert.deepEqual(ids([...containers].reverse()), expected);
    assert.deepEqual(ids(containers, NATIVE, { host: { sourcePath: "/" } }), expected);
    assert.deepEqual(ids(containers, "aws:ecs/service:Service"), []);
  });

  it("names the container and the property", () => {
    const [found] = said(task({ privileged: true }));
    assert.deepEqual(found?.place, { container: "app", property: "privileged", entry: undefined });
  });

  it("exempts the families that config allows", () => {
    const props = task({ privileged: true }, { family: "agent-blue" });
    assert.deepEqual(said(props, { allowed: ["agent-*"] }), []);
    assert.deepEqual(verdicts(said(props, { allowed: ["agent"] })), VIOLATED);
    assert.deepEqual(verdicts(said({ ...props, family: undefined }, { allowed: ["*"] })), VIOLATED);
    const unnamed = { ...props, family: UNKNOWN };
    assert.deepEqual(verdicts(said(unnamed)), VIOLATED);
    assert.deepEqual(verdicts(said(unnamed, { allowed: ["agent"] })), UNPROVEN);
    assert.deepEqual(said(task({}, { family: UNKNOWN }), { allowed: ["agent"] }), []);
  });

  it("advises on writable roots and root users if config asks for it, once each", () => {
    const hardening = { hardening: true };
    const two = task(
      {},
      {
        containerDefinitions: [
          { ...APP, user: "0:0" },
          { ...APP, name: "side", user: "root" },
        ],
      },
    );
    const findings = said(two, hardening);
    assert.deepEqual(verdicts(findings), [...ADVISED, ...ADVISED]);
    assert.match(text(findings), /container app and container side run as root/);
    for (const user of [undefined, UNKNOWN, "", "1000", "app:root", 7])
      assert.deepEqual(said(task({ readonlyRootFilesystem: true, user }), hardening), []);
    assert.deepEqual(said(task({ readonlyRootFilesystem: UNKNOWN }), hardening), []);
    assert.deepEqual(said({ ...two, requiresCompatibilities: ["FARGATE"] }, hardening), []);
  });
});
