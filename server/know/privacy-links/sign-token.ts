import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const PART_BYTES = 18;
const PART_CHARACTERS = 24;

/** Makes and recognises what stands in the address of a customer's page, by the secret of the installation. */
export interface TokenSigner {
  /** 144 random bits and their signature, URL-safe, 48 characters. */
  make(): string;
  /** Whether this installation made it: what it did not make is not even looked for. */
  isOurs(token: string): boolean;
  /** What the forms of a page send back: who does not have the page cannot make it. */
  proofOf(token: string): string;
  isProof(token: string, proof: string): boolean;
}

export function createTokenSigner(secret: string): TokenSigner {
  const key = createHmac("sha256", secret).update("privacy links").digest();
  const sign = (what: string, text: string) =>
    createHmac("sha256", key).update(`${what} ${text}`).digest().subarray(0, PART_BYTES).toString("base64url");
  return {
    make() {
      const random = randomBytes(PART_BYTES).toString("base64url");
      return random + sign("link", random);
    },
    isOurs: (token) => isSame(token.slice(PART_CHARACTERS), sign("link", token.slice(0, PART_CHARACTERS))),
    proofOf: (token) => sign("form", token),
    isProof: (token, proof) => isSame(proof, sign("form", token)),
  };
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
