/** Texts that are secrets whatever they are called. */
import { ISSUED_SECRETS } from "./issued-secrets";

/** `scheme://user:PASSWORD@host`. */
const URL_PASSWORD = /[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/]{0,200}:([^\s@/]{1,500})@/gi;

/** https://docs.oracle.com/en/database/oracle/oracle-database/23/jjdbc/data-sources-and-URLs.html */
const ORACLE_PASSWORD = /\bjdbc:oracle:(?:thin|oci):[^\s:@/]{1,200}\/([^\s@/]{1,500})@/gi;

/** `?password=…`, `;Password=…`, ` password=…`, as URLs and connection strings have it. */
const PARAMETER =
  /[?&;,\s](?:password|passwd|pwd|passphrase|access_token|auth_token|api_?key|client_secret)=([^&;\s"']+)/gi;

/** Passwords that command line tools take from their arguments. */
const ARGUMENTS = [
  /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^|;&\n]{0,300}? -p(?!\d{1,5}\b)([^\s'"]{3,200})/g,
  /\b(?:curl|wget|http)\b[^|;&\n]{0,300}? (?:-[A-Za-z]{0,6}u|--user)[= ]?["']?[^\s:'"]{1,200}:([^\s'"]{1,200})/g,
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
  const issued = ISSUED_SECRETS.find(({ pattern }) => pattern.test(seen));
  if (issued) return issued.kind;
  if (capturesSecret(seen, URL_PASSWORD) || capturesSecret(seen, ORACLE_PASSWORD))
    return "a URL with a password";
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

/** Meant to be seen by everybody, whatever it is called. */
export function isPublicKey(text: string): boolean {
  return /^(?:(?:sk-)?(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3})(?:@openssh\.com)? AAAA|-----BEGIN (?:[A-Z0-9]+ )*(?:PUBLIC KEY|CERTIFICATE))/.test(
    text,
  );
}
