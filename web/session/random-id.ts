/** Eight random bytes in hexadecimal. `crypto.randomUUID` is only there on pages that came by HTTPS. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
