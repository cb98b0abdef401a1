/** What the values of log options look like. https://docs.docker.com/engine/logging/drivers/ */

export interface ValueFault {
  name: string;
  /** A clause behind the value; empty where the value alone says it. */
  why: string;
  remedy: string;
}

interface Form {
  fits: RegExp;
  remedy: string;
}

const BOOLEAN: Form = { fits: /^(1|t|true|0|f|false)$/i, remedy: 'Set it to "true" or "false".' };
const COUNT: Form = { fits: /^\d+$/, remedy: "Set it to a whole number." };
const POSITIVE: Form = { fits: /^0*[1-9]\d*$/, remedy: "Set it to a whole number from 1." };
const SIZE: Form = { fits: /^\d+(\.\d+)? ?[kmgt]?i?b?$/i, remedy: "Write a size, as in 10m." };
const DURATION: Form = { fits: /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/, remedy: "Write a duration, as in 1s." };

const FACILITY =
  /^(kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|local[0-7]|\d|1\d|2[0-3])$/;

const FORMS: Record<string, Record<string, Form>> = {
  awslogs: {
    "awslogs-create-stream": BOOLEAN,
    "awslogs-force-flush-interval-seconds": POSITIVE,
    "awslogs-max-buffered-events": POSITIVE,
    "awslogs-format": { fits: /^json\/emf$/, remedy: "Set it to json/emf, or leave it out." },
  },
  fluentd: {
    "fluentd-async": BOOLEAN,
    "fluentd-async-connect": BOOLEAN,
    "fluentd-request-ack": BOOLEAN,
    "fluentd-sub-second-precision": BOOLEAN,
    "fluentd-buffer-limit": SIZE,
    "fluentd-max-retries": COUNT,
    "fluentd-retry-wait": DURATION,
    "fluentd-async-reconnect-interval": DURATION,
    "fluentd-read-timeout": DURATION,
    "fluentd-write-timeout": DURATION,
    "fluentd-address": {
      fits: /^((tcp|tls):\/\/)?[\w.-]+(:\d{1,5})?$|^((tcp|tls):\/\/)?\[[\da-f:]+\](:\d{1,5})?$|^unix:\/\/\/.+$/i,
      remedy: "Write it as in fluentd.example.internal:24224 or unix:///var/run/fluent.sock.",
    },
  },
  gelf: {
    "gelf-address": {
      fits: /^(udp|tcp):\/\/[^/\s]+:\d{1,5}$/,
      remedy: "Write it as in udp://10.0.0.9:12201.",
    },
    "gelf-compression-type": { fits: /^(gzip|zlib|none)$/, remedy: "Choose one of gzip, zlib, none." },
    "gelf-compression-level": { fits: /^(-1|\d)$/, remedy: "Choose a level from -1 to 9." },
    "gelf-tcp-max-reconnect": COUNT,
    "gelf-tcp-reconnect-delay": COUNT,
  },
  "json-file": { "max-size": SIZE, "max-file": POSITIVE, compress: BOOLEAN },
  syslog: {
    "syslog-address": {
      fits: /^(tcp|udp|tcp\+tls):\/\/[^/\s]+$|^unix(gram)?:\/\/\/.+$/,
      remedy: "Write it as in tcp+tls://logs.example.com:6514 or unix:///dev/log.",
    },
    "syslog-facility": { fits: FACILITY, remedy: "Name a facility, as in daemon or local0." },
    "syslog-format": {
      fits: /^rfc(3164|5424|5424micro)$/,
      remedy: "Choose one of rfc3164, rfc5424, rfc5424micro.",
    },
  },
  splunk: {
    "splunk-url": {
      fits: /^https?:\/\/[^/\s?#]+\/?$/,
      remedy: "Write scheme, host and port only, as in https://splunk.example.com:8088.",
    },
    "splunk-format": { fits: /^(inline|json|raw)$/, remedy: "Choose one of inline, json, raw." },
    "splunk-verify-connection": BOOLEAN,
    "splunk-insecureskipverify": BOOLEAN,
    "splunk-gzip": BOOLEAN,
    "splunk-gzip-level": { fits: /^(-1|\d)$/, remedy: "Choose a level from -1 to 9." },
    "splunk-index-acknowledgment": BOOLEAN,
  },
};

/** Values that the driver cannot read, and those that do not go with one another. */
export function valueFaults(driver: string, options: Record<string, unknown>): ValueFault[] {
  const forms = Object.hasOwn(FORMS, driver) ? (FORMS[driver] ?? {}) : {};
  const wrong = Object.entries(forms).flatMap(([name, { fits, remedy }]): ValueFault[] => {
    const value = options[name];
    if (typeof value !== "string" || value === "" || fits.test(value)) return [];
    return [{ name, why: "", remedy }];
  });
  if (wrong.length > 0) return wrong;
  if (driver === "gelf") return gelfFaults(options);
  return driver === "json-file" ? fileFaults(options) : [];
}

/** https://docs.docker.com/engine/logging/drivers/gelf/ */
function gelfFaults(options: Record<string, unknown>): ValueFault[] {
  const address = options["gelf-address"];
  if (typeof address !== "string") return [];
  const isUdp = address.startsWith("udp:");
  const [others, scheme] = isUdp
    ? [["gelf-tcp-max-reconnect", "gelf-tcp-reconnect-delay"], "tcp"]
    : [["gelf-compression-type", "gelf-compression-level"], "udp"];
  return others
    .filter((name) => options[name] !== undefined)
    .map((name) => ({
      name,
      why: `which goes with an address of ${scheme} only`,
      remedy: "Take it out, or change gelf-address.",
    }));
}

/** https://docs.docker.com/engine/logging/drivers/json-file/ */
function fileFaults(options: Record<string, unknown>): ValueFault[] {
  const { compress } = options;
  if (typeof compress !== "string" || !/^(1|t|true)$/i.test(compress)) return [];
  const files = options["max-file"];
  const isOne = files === undefined || (typeof files === "string" && Number(files) < 2);
  if (!isOne && options["max-size"] !== undefined) return [];
  return [
    {
      name: "compress",
      why: "which needs max-size, and max-file of 2 or more",
      remedy: "Set max-size and max-file, or take compress out.",
    },
  ];
}
