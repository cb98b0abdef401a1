/**
 * Accounts of AWS's own that let everybody pull the images of their registries.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-using-fluentbit.html
 * https://docs.aws.amazon.com/app-mesh/latest/userguide/envoy.html
 * https://docs.aws.amazon.com/deep-learning-containers/latest/devguide/deep-learning-containers-images.html
 * https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html
 */
const PUBLIC_REGISTRIES = new Set([
  // AWS for Fluent Bit
  "906394416424",
  "128054284489",
  "161423150738",
  // App Mesh's Envoy
  "840364872350",
  "422531588944",
  "924023996002",
  "856666278305",
  "772975370895",
  "919366029133",
  "919830735681",
  // Deep Learning Containers
  "763104351884",
  "503227376785",
  "871362719292",
  "626614931356",
  "692866216735",
  "727897471807",
  "442386744353",
  "446045086412",
  // Amazon EKS
  "602401143452",
]);

/** Whether everybody may pull from the account's registry: it is AWS's, and there for that. */
export function isPublicRegistry(account: string): boolean {
  return PUBLIC_REGISTRIES.has(account);
}
