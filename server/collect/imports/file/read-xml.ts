import { MAX_DEPTH, MAX_LINE } from "../limits.ts";
import { FileRefused } from "./file-refused.ts";
import { countLines } from "./row.ts";

export type XmlTag =
  | { kind: "open"; name: string; attributes: Map<string, string>; line: number }
  | { kind: "close"; name: string; line: number };

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string, line: number): string {
  if (!text.includes("&")) return text;
  return text.replace(/&([^;&\s]{0,12};)?/g, (whole, body: string | undefined) => {
    const name = body?.slice(0, -1) ?? "";
    const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    if (named !== undefined) return named;
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const code = number ? Number.parseInt(number[1] ?? number[2] ?? "", number[1] ? 16 : 10) : Number.NaN;
    if (code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) return String.fromCodePoint(code);
    throw new FileRefused("xml_entity", { line, entity: whole.slice(0, 20) }, line);
  });
}

const ATTRIBUTE = /\s+([^\s=/>"'<]{1,200})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

function parseTag(source: string, line: number): { name: string; attributes: Map<string, string>; empty: boolean } {
  const broken = (what: string): never => {
    throw new FileRefused("xml_broken", { line, fault: what }, line);
  };
  const name = /^[^\s/>"'=<]{1,200}/.exec(source)?.[0] ?? broken("a tag has no name");
  const attributes = new Map<string, string>();
  let index = name.length;
  for (;;) {
    ATTRIBUTE.lastIndex = index;
    const found = ATTRIBUTE.exec(source);
    if (!found) break;
    index = ATTRIBUTE.lastIndex;
    const key = found[1] ?? "";
    if (attributes.has(key)) broken(`<${name}> has the attribute ${key} twice`);
    attributes.set(key, decodeEntities(found[2] ?? found[3] ?? "", line));
  }
  const rest = source.slice(index).trim();
  if (rest !== "" && rest !== "/") broken(`the attributes of <${name}> cannot be read`);
  return { name, attributes, empty: rest === "/" };
}

/** Index after the ">" that ends the tag at `at`, skipping those inside attribute values; -1 when it is still to come. */
function tagEnd(text: string, offset: number): number {
  let quote = "";
  for (let index = offset; index < text.length; index++) {
    const char = text[index];
    if (quote) {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return index + 1;
  }
  return -1;
}

/**
 * The tags of an XML text, in order; text between them is passed over. It reads what event logs need and no more: a
 * document type or entity declaration refuses the file (they can name other files and grow without bound), and depth
 * and length of a tag are bounded. Throws FileRefused with the line where the text stops being XML.
 */
export async function* readXml(chunks: AsyncIterable<string>): AsyncGenerator<XmlTag[]> {
  let held = "";
  let line = 1;
  const open: string[] = [];
  let rootSeen = false;

  const take = (last: boolean): XmlTag[] => {
    const tags: XmlTag[] = [];
    let index = 0;
    const unfinished = (): boolean => {
      if (last) throw new FileRefused("xml_cut_in_tag", { line }, line);
      if (held.length - index > MAX_LINE) {
        throw new FileRefused("xml_too_long", { line, most: MAX_LINE }, line);
      }
      return true;
    };
    const passTo = (to: number): void => {
      line += countLines(held, index, to);
      index = to;
    };
    for (;;) {
      const lt = held.indexOf("<", index);
      if (lt === -1) {
        passTo(held.length);
        break;
      }
      passTo(lt);
      // Twelve characters tell a comment, CDATA or a declaration from a tag.
      if (held.length - index < 12 && !last && tagEnd(held, index) === -1) break;
      const special: [string, string] | undefined = held.startsWith("<!--", index)
        ? ["-->", "comment"]
        : held.startsWith("<![CDATA[", index)
          ? ["]]>", "text"]
          : held.startsWith("<?", index)
            ? ["?>", "instruction"]
            : undefined;
      if (special) {
        const end = held.indexOf(special[0], index + 2);
        if (end === -1 && unfinished()) break;
        passTo(end + special[0].length);
        continue;
      }
      if (held.startsWith("<!", index)) {
        throw new FileRefused("xml_doctype", { line }, line);
      }
      const end = tagEnd(held, index);
      if (end === -1 && unfinished()) break;
      const source = held.slice(index + 1, end - 1);
      if (source.startsWith("/")) {
        const name = source.slice(1).trim();
        const expected = open.pop();
        if (name !== expected) {
          throw new FileRefused("xml_wrong_end", { line, name: name.slice(0, 50), open: expected ?? "nothing" }, line);
        }
        tags.push({ kind: "close", name, line });
      } else {
        if (open.length === 0 && rootSeen) throw new FileRefused("xml_second_document", { line }, line);
        rootSeen = true;
        const tag = parseTag(source, line);
        tags.push({ kind: "open", name: tag.name, attributes: tag.attributes, line });
        if (tag.empty) tags.push({ kind: "close", name: tag.name, line });
        else open.push(tag.name);
        if (open.length > MAX_DEPTH) {
          throw new FileRefused("xml_too_deep", { line, most: MAX_DEPTH }, line);
        }
      }
      passTo(end);
    }
    held = held.slice(index);
    return tags;
  };

  for await (const chunk of chunks) {
    held += chunk;
    yield take(false);
  }
  yield take(true);
  const left = open.at(-1);
  if (left !== undefined) throw new FileRefused("xml_cut_off", { open: left }, line);
}
