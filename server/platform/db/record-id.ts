/** Whether a text can be the id of a record at all: what cannot is not there, and the store need not be asked. */
export function isId(text: string): boolean {
  return /^[0-9a-f-]{36}$/i.test(text);
}
