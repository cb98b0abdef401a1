/**
 * Accounts of AWS itself from which its services reach into buckets, as their guides have it written into bucket policies.
 */

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html */
const LOAD_BALANCING = [
  "009996457667",
  "027434742980",
  "033677994240",
  "037604701340",
  "048591011584",
  "054676820928",
  "076674570225",
  "091100254016",
  "098369216593",
  "114774131450",
  "121062877647",
  "127311923021",
  "156460612806",
  "190560391635",
  "383597477331",
  "412137745753",
  "507241528517",
  "582318560864",
  "589379963580",
  "600734575887",
  "635631232127",
  "638102146993",
  "652711504416",
  "718504428378",
  "740734521339",
  "754344448648",
  "770363063475",
  "783225319266",
  "797873946194",
  "897822967062",
  "985666609251",
];

/** https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html */
const REDSHIFT = [
  "013126148197",
  "053454850223",
  "075028567923",
  "104146934437",
  "160421109407",
  "193672423079",
  "210876761215",
  "262260360010",
  "307160386991",
  "361669875840",
  "365689465814",
  "391106570357",
  "404641285394",
  "408097707231",
  "473191095985",
  "651179539253",
  "713597048934",
  "729911121831",
  "760740231472",
  "762762565011",
  "902366379725",
  "907379612154",
  "915173422425",
  "945612479654",
];

/** https://docs.aws.amazon.com/cur/latest/userguide/cur-s3.html and, for trails of old, CloudTrail's guide */
const BILLING_AND_TRAILS = [
  "386209384616",
  "035351147821",
  "086441151436",
  "113285607260",
  "216624486486",
  "284668455005",
  "388731089494",
  "492519147666",
  "525921808201",
  "814480443879",
  "859597730677",
  "903692715234",
];

const ACCOUNTS = new Set([...LOAD_BALANCING, ...REDSHIFT, ...BILLING_AND_TRAILS]);

/** Whether an account is one of AWS's own that its services use. */
export function isServiceAccount(account: string): boolean {
  return ACCOUNTS.has(account);
}
