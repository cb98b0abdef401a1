/** Texts that are secrets whatever they are called. */

interface Shape {
  kind: string;
  pattern: RegExp;
}

/** Formats that their issuers document, so that nothing else looks like them. */
const SHAPES: Shape[] = [
  { kind: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { kind: "a private key", pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/ },
  { kind: "a JSON web token", pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*/ },
  { kind: "a GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/ },
  { kind: "a GitLab token", pattern: /\bglpat-[\w-]{20,}/ },
  { kind: "a Slack token", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Z0-9-]{10,}/ },
  {
    kind: "a Slack webhook",
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Z0-9]+\/[\w/]{8,}/,
  },
  { kind: "a Stripe key", pattern: /\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}/ },
  { kind: "a Google API key", pattern: /\bAIza[\w-]{35}/ },
  { kind: "a Google OAuth token", pattern: /\bya29\.[\w-]{20,}/ },
  { kind: "an API key", pattern: /\bsk-(?:proj-|ant-|svcacct-)?[\w-]{32,}/ },
  { kind: "an npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { kind: "a PyPI token", pattern: /\bpypi-AgEI[\w-]{16,}/ },
  { kind: "a SendGrid key", pattern: /\bSG\.[\w-]{16,}\.[\w-]{16,}/ },
  { kind: "a DigitalOcean token", pattern: /\bdo[opr]_v1_[a-f0-9]{64}\b/ },
  { kind: "a Vault token", pattern: /\bhv[sbr]\.[\w-]{20,}/ },
  { kind: "a Pulumi token", pattern: /\bpul-[a-f0-9]{40}\b/ },
  { kind: "an Azure storage key", pattern: /AccountKey=[A-Za-z0-9+/]{40,}/ },
  { kind: "an Azure shared access signature", pattern: /[?&]sig=[A-Za-z0-9%+/]{30,}/ },
  { kind: "a Hugging Face token", pattern: /\bhf_[A-Za-z]{30,}/ },
  { kind: "a Databricks token", pattern: /\bdapi[a-f0-9]{32}\b/ },
  { kind: "a Shopify token", pattern: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b/ },
  { kind: "a Twilio key", pattern: /\bSK[a-f0-9]{32}\b/ },
  { kind: "a Mailgun key", pattern: /\bkey-[a-f0-9]{32}\b/ },
  { kind: "a Mailchimp key", pattern: /\b[a-f0-9]{32}-us\d{1,2}\b/ },
  { kind: "a Telegram token", pattern: /\b\d{8,10}:AA[\w-]{33}\b/ },
  { kind: "a Discord webhook", pattern: /discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{40,}/ },
  { kind: "a New Relic key", pattern: /\bNRAK-[A-Z0-9]{27}\b|\b[a-f0-9]{36}NRAL\b/ },
  { kind: "a Grafana token", pattern: /\bgl(?:sa|c)_[A-Za-z0-9+/=_]{32,}/ },
  { kind: "a Docker Hub token", pattern: /\bdckr_(?:pat|oat)_[\w-]{20,}/ },
  { kind: "an Atlassian token", pattern: /\bAT(?:ATT|CTT)3x[\w=-]{40,}/ },
  { kind: "an age key", pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{50,}/ },
  { kind: "a registry's credentials", pattern: /"auth"\s*:\s*"[A-Za-z0-9+/]{12,}={0,2}"/ },
  { kind: "an authorization header", pattern: /\b(?:Bearer|Basic) +(?=[\w.~+/-]*\d)[\w.~+/-]{12,}={0,2}/ },
];

/** `scheme://user:PASSWORD@host`. */
const URL_PASSWORD = /[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/]{0,200}:([^\s@/]{1,500})@/gi;

/** `?password=…`, `;Password=…`, ` password=…`, as URLs and connection strings have it. */
const PARAMETER =
  /[?&;,\s](?:password|passwd|pwd|passphrase|access_token|auth_token|api_?key|client_secret)=([^&;\s"']+)/gi;

/** Passwords that command line tools take from their arguments. */
const ARGUMENTS = [
  /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^|;&\n]{0,300}? -p(?!\d{1,5}\b)([^\s'"]{3,200})/g,
  /\b(?:curl|wget|http)\b[^|;&\n]{0,300}? (?:-u|--user)[= ]?["']?[^\s:'"]{1,200}:([^\s'"]{1,200})/g,
  /\bsshpass +-p *["']?([^\s'"]{1,200})/g,
  /\bredis-cli\b[^|;&\n]{0,300}? (?:-a|--pass) +["']?([^\s'"]{1,200})/g,
  /\b(?:mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport)\b[^|;&\n]{0,300}? -p +["']?([^\s'"]{1,200})/g,
  /\bsqlcmd\b[^|;&\n]{0,300}? -P *["']?([^\s'"]{1,200})/g,
  /\bldap(?:search|add|modify|passwd|whoami)\b[^|;&\n]{0,300}? -w +["']?([^\s'"]{1,200})/g,
  /\bmosquitto_(?:pub|sub|rr)\b[^|;&\n]{0,300}? -P +["']?([^\s'"]{1,200})/g,
  /\bopenssl\b[^|;&\n]{0,300}?[ :]pass:([^\s'"]{1,200})/g,
];

/** The longest text that is looked at: more fits into no task definition. */
const MOST_CHARACTERS = 70_000;

/** What kind of secret a text contains, as a noun phrase; undefined if none is to be seen. */
export function secretShape(text: string): string | undefined {
  const seen = text.slice(0, MOST_CHARACTERS);
  const shape = SHAPES.find(({ pattern }) => pattern.test(seen));
  if (shape) return shape.kind;
  if (capturesSecret(seen, URL_PASSWORD)) return "a URL with a password";
  return capturesSecret(`;${seen}`, PARAMETER) ? "a connection string with a password" : undefined;
}

/** Whether a command line hands over a password. */
export function passesPassword(commandLine: string): boolean {
  const seen = commandLine.slice(0, MOST_CHARACTERS);
  return ARGUMENTS.some((pattern) => capturesSecret(seen, pattern));
}

function capturesSecret(text: string, pattern: RegExp): boolean {
  return [...text.matchAll(pattern)].some(([, value = ""]) => !isPlaceholder(value));
}

/** Stands for a value that is put in later: `${DB_PASSWORD}`, `$PASSWORD`, `{{token}}`, `<password>`, `%s`, `****`. */
export function isPlaceholder(value: string): boolean {
  return /^(?:\$|`|%[a-z({]|<[^>]*>?$|\{\{?|\*+$|x{3,}$|\[[^\]]*\]$|#\{)/i.test(value.trim());
}
