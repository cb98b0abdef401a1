/** IAM's quotas on documents. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
import { type CarriedDocument, type DocumentHolder, documentsOf } from "../graph/resources/carried-documents";
import type { PlainResource } from "../graph/types";

/** What documents of a principal or policy may come to, in characters without white space. */
export interface SizeQuota {
  most: number;
  /** Up to here without asking AWS for more. */
  unasked: number;
}

/** An inline policy's quota is the sum over all inline policies of the principal. */
export const SIZE_QUOTAS: Record<DocumentHolder, SizeQuota> = {
  "managed policy": { most: 6144, unasked: 6144 },
  role: { most: 10_240, unasked: 10_240 },
  user: { most: 2048, unasked: 2048 },
  group: { most: 5120, unasked: 5120 },
  "trust policy": { most: 8192, unasked: 2048 },
};

/** Documents of one resource that count together and come to more than AWS allows unasked. */
export interface Excess {
  holder: DocumentHolder;
  documents: CarriedDocument[];
  size: number;
  quota: SizeQuota;
}

/** What is too large in a resource. Inline documents of one principal count together, as far as it carries them. */
export function excesses(resource: PlainResource): Excess[] {
  const byHolder = new Map<DocumentHolder, CarriedDocument[]>();
  for (const carried of documentsOf(resource)) {
    for (const holder of carried.holders) byHolder.set(holder, [...(byHolder.get(holder) ?? []), carried]);
  }
  return [...byHolder]
    .map(([holder, documents]) => {
      const size = documents.reduce((sum, { value }) => sum + documentSize(value), 0);
      return { holder, documents, size, quota: SIZE_QUOTAS[holder] };
    })
    .filter(({ size, quota }) => size > quota.unasked);
}

/** Whether a document is so large that IAM refuses it wherever it is used, and what it grants is no matter. */
export function isFarTooLarge(value: unknown): boolean {
  return documentSize(value) > FAR_TOO_LARGE;
}

const FAR_TOO_LARGE = 20_480;

/** A document's size as IAM counts it. Parts that are unknown count nothing, so that the true size may be larger. */
export function documentSize(value: unknown): number {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.replace(/\s/g, "").length;
}

/** The first character that IAM accepts in no document: all but tab, line ends and U+0020 to U+00FF. */
export function forbiddenCharacter(value: unknown): string | undefined {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return /[^\t\n\r\u0020-\u00ff]/u.exec(text)?.[0];
}
