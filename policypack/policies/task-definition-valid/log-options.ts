/**
 * The options of log drivers. ECS refuses what a driver does not have ("Log driver awslogs disallows options: …"), Docker
 * what it cannot read. https://docs.docker.com/engine/logging/configure/#supported-logging-drivers
 */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { records } from "../../graph/resources/plain";
import { AWSLOGS_OPTIONS } from "./awslogs";
import { valueFaults } from "./log-option-values";

/** Of every driver: delivery, and what `docker logs` reads beside a remote driver. */
const OF_ALL = [
  "mode",
  "max-buffer-size",
  "cache-disabled",
  "cache-max-size",
  "cache-max-file",
  "cache-compress",
];

/** What most drivers add to a message. */
const EXTRA = ["tag", "labels", "labels-regex", "env", "env-regex"];

/** FireLens hands its options to the router's output plugin, whose names are not Docker's. */
const OPTIONS: Record<string, string[]> = {
  awslogs: [...AWSLOGS_OPTIONS, "tag"],
  fluentd: [
    "fluentd-address",
    "fluentd-async",
    "fluentd-async-connect",
    "fluentd-async-reconnect-interval",
    "fluentd-buffer-limit",
    "fluentd-max-retries",
    "fluentd-read-timeout",
    "fluentd-request-ack",
    "fluentd-retry-wait",
    "fluentd-sub-second-precision",
    "fluentd-write-timeout",
    ...EXTRA,
  ],
  gelf: [
    "gelf-address",
    "gelf-compression-level",
    "gelf-compression-type",
    "gelf-tcp-max-reconnect",
    "gelf-tcp-reconnect-delay",
    ...EXTRA,
  ],
  "json-file": ["max-size", "max-file", "compress", ...EXTRA],
  journald: EXTRA,
  syslog: [
    "syslog-address",
    "syslog-facility",
    "syslog-format",
    "syslog-tls-ca-cert",
    "syslog-tls-cert",
    "syslog-tls-key",
    "syslog-tls-skip-verify",
    ...EXTRA,
  ],
  splunk: [
    "splunk-token",
    "splunk-url",
    "splunk-source",
    "splunk-sourcetype",
    "splunk-index",
    "splunk-capath",
    "splunk-caname",
    "splunk-insecureskipverify",
    "splunk-format",
    "splunk-verify-connection",
    "splunk-gzip",
    "splunk-gzip-level",
    "splunk-index-acknowledgment",
    ...EXTRA,
  ],
};

/** Without these a driver does not start; awslogs and splunk have words of their own for theirs. */
const REQUIRED: Record<string, string[]> = { gelf: ["gelf-address"] };

/**
 * What the driver does not have, what it needs, and what it cannot read.
 *
 * @param secretOptions options whose values are secrets; they count as given
 */
export function optionProblems(
  label: string,
  driver: string,
  options: Record<string, unknown>,
  secretOptions: unknown,
): Problem[] {
  const known = Object.hasOwn(OPTIONS, driver) ? OPTIONS[driver] : undefined;
  if (!known) return [];
  const secret = secretNames(secretOptions);
  const names = [...Object.keys(options), ...(secret === UNKNOWN ? [] : secret)];
  const strange = [...new Set(names)].filter((name) => !known.includes(name) && !OF_ALL.includes(name));
  const missing = (REQUIRED[driver] ?? []).filter((name) => !names.includes(name) && secret !== UNKNOWN);
  return [
    ...strange.map((name) =>
      violated(
        `option ${name}`,
        `${label} has the log option ${shown(name)}, which ${driver} does not have`,
        `Use one of ${known.join(", ")}.`,
      ),
    ),
    ...missing.map((name) =>
      violated(name, `${label} logs by ${driver} without ${name}`, `Set the log option ${name}.`),
    ),
    ...valueFaults(driver, options).map(({ name, why, remedy }) =>
      violated(
        `option value ${name}`,
        `${label} has the log option ${name} ${shown(options[name])}${why ? `, ${why}` : ""}`,
        remedy,
      ),
    ),
  ];
}

/** The names of the options whose values are secrets; UNKNOWN where one of them is. */
export function secretNames(secretOptions: unknown): string[] | typeof UNKNOWN {
  if (secretOptions === UNKNOWN) return UNKNOWN;
  const names = records(secretOptions).map(({ name }) => name);
  if (names.includes(UNKNOWN)) return UNKNOWN;
  return names.filter((name) => typeof name === "string" && name !== "") as string[];
}
