/** Names that announce a secret, and values that are none whatever they are called. */
import { isLikeSecretAccessKey, isOneRandomWord, looksGenerated } from "./random-text";
import { isPlaceholder, isPublicKey } from "./secret-shapes";

/** Words of a name that announce a secret. */
const SECRET_WORDS = new Set([
  "password",
  "passwords",
  "passwd",
  "passphrase",
  "passcode",
  "pwd",
  "secret",
  "secrets",
  "token",
  "tokens",
  "credential",
  "credentials",
  "creds",
  "apikey",
  "apitoken",
  "authtoken",
  "accesstoken",
  "secretkey",
  "privatekey",
  "accesskey",
  "clientsecret",
  "dbpassword",
  "dbpass",
]);

/** Neighbouring words that do so together. */
const SECRET_PAIRS = [
  "api key",
  "private key",
  "priv key",
  "access key",
  "signing key",
  "encryption key",
  "master key",
  "auth key",
  "jwt key",
  "hmac key",
  "license key",
  "storage key",
  "account key",
  "deploy key",
  "ssh key",
  "aes key",
  "redis auth",
];

/** Words that end so are one of those with something before it, as in `PGPASSWORD` and `--requirepass`. */
const SECRET_ENDING =
  /(password|passwd|passphrase|apikey|secretkey|accesskey|privatekey|authkey|pass|pwd|secret|token|(user|root|admin|db|sql|postgres|pg|redis|ldap|bind)pw)$/;

/** Words that end so and mean none. */
const NO_SECRET =
  /^((by|com|encom|tres|sur|over|under|multi|low|high|band|first|single|two)pass|(old|work)pwd|(non|not|no)secret)$/;

/** What Redis calls the password of its primary. */
const MASTER_AUTH = "masterauth";

/** Words for what a person types in, which may well consist of digits. */
const PASSWORD =
  /^(passw(or)?ds?|passphrase|passcode|pass|pwd|pw|masterauth)$|(password|passwd|passphrase|pass)$/;

/** The last word of names whose value is a secret if it is random, and may be a plain word otherwise. */
const KEYS = new Set(["key", "keys", "salt", "pepper", "seed", "auth", "signature", "hmac"]);

/** Words before `key` that make it one to find something by, or one for every visitor to see. */
const LOOKUP_KEYS = new Set(
  "s3 object partition sort hash range primary foreign cache index routing group message lookup feature idempotency site".split(
    " ",
  ),
);

/** Last words of names under which long random texts are no secrets. */
const OPEN_DATA = new Set(
  (
    "hash digest checksum sha md5 crc etag fingerprint thumbprint commit revision build release image cert certificate " +
    "chain bundle ca data config html css svg icon color locale query filter schema manifest dsn integrity nonce"
  ).split(" "),
);

/** A name that ends so tells something about a secret, and does not hold it. */
const ABOUT = new Set(
  (
    "age alg algo algorithm arn attempts audience backend bucket budget cache claim claims class client " +
    "cookie cookies count days dir directory disabled domain duration email enabled encoder encoding " +
    "endpoint engine env expiration expire expires expiry field file filename flow format grant grants " +
    "group hasher header host hours id ids interval issuer jwks kid label leeway length level lifetime " +
    "limit limits location manager max method methods min minutes mode model name names page param " +
    "parameter path pattern period policy port prefix provider queue realm ref reference refresh regex " +
    "region required role rotation rules scope scopes seconds service size source store strategy suffix " +
    "table template timeout topic ttl type uri url usage use user username validity var variable version " +
    "stdin prompt window"
  ).split(" "),
);

/** Words for what is looked up elsewhere: a plain word under such a name may well be the secret's name. */
const MAY_NAME_ONE = /secret|cred/i;

/** What says how the key behind it is written, as in Laravel's `base64:…`. */
const ENCODING = /^(?:base64|hex):(?=[A-Za-z0-9+/=_-]+$)/;

/** Whether a variable, option or flag of this name is expected to hold a secret. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (isPublic(words) || ABOUT.has(words.at(-1) ?? "")) return false;
  const isShortPassword = words.at(-1) === "pass" || words.at(-1) === "pw";
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
  return (
    isShortPassword ||
    words.some((word) => SECRET_WORDS.has(word) || endsInSecret(word)) ||
    pairs.some((pair) => SECRET_PAIRS.includes(pair))
  );
}

/** `pass` alone is one as a name's last word only, as in `DB_PASS`. */
function endsInSecret(word: string): boolean {
  return word === MASTER_AUTH || (word !== "pass" && SECRET_ENDING.test(word) && !NO_SECRET.test(word));
}

/** Whether a name announces a password, and not a token or key. */
export function isPasswordName(name: string): boolean {
  return isSecretName(name) && wordsOf(name).some((word) => PASSWORD.test(word));
}

/** Whether a value that its name does not call a secret is one by what it looks like. */
export function isRandomSecret(name: string, value: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  const text = value.trim().replace(ENCODING, "");
  if (LOOKUP_KEYS.has(words.at(-2) ?? "")) return false;
  if (
    isPublic(words) ||
    words.includes("publishable") ||
    isPublicKey(text) ||
    ABOUT.has(last) ||
    OPEN_DATA.has(last)
  )
    return false;
  return looksGenerated(text) || isLikeSecretAccessKey(text) || (KEYS.has(last) && isOneRandomWord(text));
}

/**
 * Whether a value under such a name can be the secret itself. It is not if it is empty, a number, a switch, an ARN, a
 * placeholder, a URL, a file's path, or the name under which a secret is kept.
 */
export function mayBeSecret(name: string, value: string): boolean {
  const text = value.trim();
  if (text === "" || isPlaceholder(text) || isPublicKey(text)) return false;
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return /^\d{4,}$/.test(text) && isPasswordName(name);
  if (
    /^(true|false|yes|no|on|off|none|null|nil|undefined|enabled|disabled|required|optional|default|auto)$/i.test(
      text,
    )
  ) {
    return false;
  }
  if (/^(arn:|ssm:|secretsmanager:|vault:|env:|file:|sm:\/\/|[a-z][a-z0-9+.-]*:\/\/)/i.test(text))
    return false;
  return !isPathOfWords(text) && !(MAY_NAME_ONE.test(name) && isNameOfWords(text));
}

/** `prod/ignite-pilot/postgresInfo2`, `/run/secrets/db`, `key.pem`, but not Base64 with a slash in it. */
function isPathOfWords(text: string): boolean {
  const isPath = /^\/?[\w.@+-]+(\/[\w.@+-]+)*\/?$/.test(text) && text.includes("/");
  const isFile = /^[\w.-]+\.(pem|key|crt|cer|p12|pfx|jks|json|ya?ml|txt|env|conf)$/i.test(text);
  const isRandom = isLikeSecretAccessKey(text) || looksGenerated(text) || text.split("/").some(looksRandom);
  return (isPath && !isRandom) || isFile;
}

/** `prod-db-credentials`, `app_secret`: words that say what is kept there. */
function isNameOfWords(text: string): boolean {
  return (
    /^[a-z0-9]+([-_.][a-z0-9]+)+$/i.test(text) &&
    /secret|cred|password|token|key|database|postgres|mysql|redis|db/i.test(text) &&
    !text.split(/[-_.]/).some(looksRandom)
  );
}

/** Long, and of capitals, small letters and digits mixed. */
function looksRandom(text: string): boolean {
  return text.length >= 16 && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
}

function isPublic(words: string[]): boolean {
  return words.includes("public") || words.includes("pub");
}

/** `dbPassword_v2` → `db password v 2`. */
function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [])
    .map((word) => word.toLowerCase())
    .filter((word) => !/^\d+$/.test(word));
}
