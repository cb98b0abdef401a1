import { editContainers, find } from "../declared";
import type { Fault } from "../fault";

type Json = Record<string, unknown>;

/** On EC2, where nothing but the definition keeps containers from their host. */
function onEc2(title: string, app: Json, props: Json, mentions: string[]): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => {
      Object.assign(find(stack, "task").props, { requiresCompatibilities: ["EC2"], ...props });
      editContainers(stack, "task", (all) => Object.assign(all[0]!, app));
    },
    policy: "container-isolation",
    mentions,
  };
}

function mounting(title: string, hostPath: string, readOnly: boolean, mentions: string[]): Fault {
  const mountPoints = [{ sourceVolume: "host", containerPath: "/host", readOnly }];
  return onEc2(title, { mountPoints }, { volumes: [{ name: "host", hostPath }] }, mentions);
}

/** What lets containers out to the instance and to their neighbours. */
export const isolationFaults: Fault[] = [
  onEc2("a privileged container", { privileged: true }, {}, ["privileged"]),
  onEc2("the host's processes", {}, { pidMode: "host" }, ["pidMode"]),
  onEc2(
    "a container that may mount disks",
    { linuxParameters: { capabilities: { add: ["SYS_PTRACE", "SYS_ADMIN"] } } },
    {},
    ["SYS_ADMIN"],
  ),
  mounting("Docker's socket, read-only", "/var/run/docker.sock", true, ["/var/run/docker.sock", "read-only"]),
  mounting("the host's root", "//", false, ["mounts / of the host"]),
  mounting("the system's bus", "/var/run/dbus/system_bus_socket", true, ["system_bus_socket", "read-only"]),
  mounting("the keys of whoever logs in", "/home/ec2-user/.ssh/", false, ["/home/ec2-user/.ssh"]),
  mounting("a file that every program loads", "/etc/ld.so.preload", false, ["/etc/ld.so.preload"]),
  onEc2(
    "a Docker volume of the host's disk",
    { mountPoints: [{ sourceVolume: "disk", containerPath: "/disk" }] },
    {
      volumes: [
        {
          name: "disk",
          dockerVolumeConfiguration: {
            scope: "task",
            driver: "local",
            driverOpts: { type: "ext4", device: "/dev/nvme0n1p1" },
          },
        },
      ],
    },
    ["/dev/nvme0n1p1"],
  ),
];
