/** What lies behind a path of the host. https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html */
import { posix } from "node:path";

/** What whoever mounts the path gets of the host. */
export interface Opened {
  /** A clause that begins with `which`. */
  why: string;
  /** False where reading is one thing and writing another, and the path is only read. */
  isTakenOver: boolean;
}

/** Sockets of what runs containers or services, and the folders that they lie in: who connects runs whatever it likes as root. */
const RUNTIME_SOCKETS = new Set(
  [
    "/run /run/docker.sock /run/docker /run/docker/containerd /run/docker/containerd/containerd.sock",
    "/run/containerd /run/containerd/containerd.sock /run/containerd/containerd.sock.ttrpc",
    "/run/crio /run/crio/crio.sock /run/podman /run/podman/podman.sock",
    "/run/buildkit /run/buildkit/buildkitd.sock",
    "/run/systemd /run/systemd/private /run/dbus /run/dbus/system_bus_socket",
    "//./pipe/docker_engine //./pipe/containerd-containerd",
  ].flatMap((line) => line.split(" ")),
);

/** Folders from which the host runs programs or takes its settings: who writes there becomes root. */
const OWN_FOLDERS = new Set([
  ..."/ /bin /boot /dev /etc /home /lib /lib64 /opt /proc /root /sbin /sys /usr /var".split(" "),
  ..."/etc/passwd /etc/shadow /etc/group /etc/sudoers /etc/crontab /etc/profile /etc/bashrc".split(" "),
  ..."/etc/environment /etc/rc.local /etc/ld.so.preload /etc/ld.so.conf /lib/modules /lib/systemd".split(" "),
  ..."/lib/systemd/system /usr/lib /usr/lib64 /usr/lib/systemd /usr/lib/systemd/system /usr/libexec".split(
    " ",
  ),
  ..."/usr/local /usr/local/lib /var/lib /var/lib/cloud /var/lib/containerd /var/lib/docker".split(" "),
  ..."/var/lib/docker/overlay2 /var/lib/docker/volumes /var/lib/ecs /var/lib/ecs/data /var/spool".split(" "),
  ..."c: c:/windows c:/windows/system32 c:/programdata c:/programdata/docker c:/users".split(" "),
]);

/** Of these all that is in them. */
const OWN_TREES = [
  /^\/(boot|proc|root|sys)\//,
  /^\/(usr\/(local\/)?)?s?bin(\/|$)/,
  /^\/etc\/(cron\.[a-z]+|containerd|docker|ecs|init\.d|ld\.so\.conf\.d|modprobe\.d|pam\.d|profile\.d|rc\d?\.d|sudoers\.d|systemd|udev)(\/|$)/,
  /^\/etc\/ssh(\/sshd_config.*)?$/,
  /^\/var\/spool\/cron(\/|$)/,
  // Whoever may log in to an instance may become root there.
  /^\/home\/(admin|centos|core|debian|ec2-user|fedora|rocky|ubuntu)$/,
  /^\/home\/[^/]+\/\.ssh(\/|$)/,
];

/** The kernel's memory, and the disk that an instance starts from. */
const HOST_DEVICE = /^\/dev(\/(mem|kmem|port|(xvda|sda)\d*|nvme0n1(p\d+)?))?$/;

/** Whether a device is the host's own memory or disk. @param path as `normalPath` gives it */
export function isHostDevice(path: string): boolean {
  return HOST_DEVICE.test(path);
}

/** Where keys and secrets of the host and of other tasks can be read. */
const SECRET_FOLDERS = new Set([
  ..."/ /etc /etc/ecs /etc/shadow /etc/ssh /home /home/ec2-user/.ssh /proc /root /root/.ssh /var /var/lib".split(
    " ",
  ),
  ..."/var/lib/containerd /var/lib/docker /var/lib/docker/overlay2 /var/lib/docker/volumes".split(" "),
  ..."/var/lib/ecs c: c:/programdata c:/programdata/docker c:/users".split(" "),
]);

/** What a path of the host opens; undefined where it is the application's own matter. @param path as `normalPath` gives it */
export function openedBy(path: string, isReadOnly: boolean): Opened | undefined {
  if (RUNTIME_SOCKETS.has(path.replace(/^\/var(?=\/run(\/|$))/, ""))) {
    const why =
      "through which it starts whatever containers it likes, with the host's rights, read-only or not";
    return { why, isTakenOver: true };
  }
  if (isHostDevice(path)) {
    return { why: "which is the host's own memory or disk", isTakenOver: !isReadOnly };
  }
  if (!isReadOnly) {
    const isOwn = OWN_FOLDERS.has(path) || OWN_TREES.some((tree) => tree.test(path));
    return isOwn ? { why: "which it can write, and so take the host over", isTakenOver: true } : undefined;
  }
  if (!SECRET_FOLDERS.has(path)) return undefined;
  return { why: "where it reads what the host and other tasks keep there", isTakenOver: false };
}

/** `/var//lib/../run/` is `/var/run`, `C:\Users\` is `c:/users`, and `/proc/1/root` is the host's root. */
export function normalPath(path: string): string {
  if (/^([A-Za-z]:|\\\\|\/\/[.?]\/)/.test(path)) {
    return path.replaceAll("\\", "/").replace(/\/+$/, "").toLowerCase();
  }
  const normal = posix.normalize(path).replace(/(?<=.)\/$/, "");
  return normal.replace(/^\/proc\/(1|self)\/root(?=\/|$)/, "").replace(/^$/, "/");
}
