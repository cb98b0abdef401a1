/**
 * IAM's answer, or undefined where it has no such thing. Its code for that is `NoSuchEntity`; the SDK's name for it ends
 * in `Exception`. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html#API_GetRole_Errors
 */
export async function unlessAbsent<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (/^NoSuchEntity/.test((error as Error).name)) return undefined;
    throw error;
  }
}
