/**
 * What RDS and ElastiCache make of a database beside its names: the port of its engine, its nodes, and the secret with the master user's password where RDS
 * keeps that. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
 */

type Props = Record<string, unknown>;

/** By how an engine's name begins. */
const PORTS: [engine: RegExp, port: number][] = [
  [/^(aurora-)?postgres/, 5432],
  [/^(aurora-)?mysql|^mariadb/, 3306],
  [/^(custom-)?oracle/, 1521],
  [/^(custom-)?sqlserver/, 1433],
  [/^db2/, 50_000],
  [/^docdb/, 27_017],
  [/^neptune/, 8182],
  [/^(redis|valkey)/, 6379],
  [/^memcached/, 11_211],
];

/** The port that a database listens on; undefined where its engine does not tell. */
export function portOf({ port, engine }: Props): unknown {
  if (port !== undefined || typeof engine !== "string") return port;
  return PORTS.find(([name]) => name.test(engine))?.[1];
}

/**
 * The template of the secret's ARN, behind `arn:PARTITION:`.
 * @returns undefined for what is no database, and for one whose password the program sets
 */
export function masterSecret(type: string, inputs: Props): string | undefined {
  const kind = /^aws:rds\/(instance|cluster):/.exec(type)?.[1];
  if (!kind || inputs.manageMasterUserPassword !== true) return undefined;
  const prefix = kind === "instance" ? "rds!db" : "rds!cluster";
  return `secretsmanager:{region}:{account}:secret:${prefix}-{uuid}-{hex:6}`;
}

/** The first node of a cache. https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheNode.html */
export function cacheNode(inputs: Props, fill: (template: string) => string | undefined): Props {
  return { id: "0001", address: fill("{clusterId}.{hex:6}.0001.cache.{dns}"), port: portOf(inputs) };
}
