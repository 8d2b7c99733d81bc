import { SaxesParser, type SaxesTagPlain } from "saxes";
import { MAX_DEPTH, MAX_LINE } from "../limits.ts";
import { FileRefused } from "./file-refused.ts";
import { countLines } from "./row.ts";

export type Attributes = Readonly<Record<string, string>>;

/** Hears what stands in an XML text, in order. Names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: Attributes, line: number): void;
  text?(text: string): void;
  close?(name: string): void;
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Reads an XML text piece by piece. Beyond what the parser asks for: a document type or entity declaration refuses the text
 * (they can name other files and grow without bound), depth is bounded, and so is what the parser holds until it is whole.
 * Throws FileRefused with the line where the text stops being XML.
 */
export class XmlReading {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  /** Characters since something was whole. */
  #held = 0;
  /** Lines above the text, which a parser would take for a fault. */
  #above = 0;
  #hasBegun = false;
  #isInTag = false;
  /** What is open, told where the text ends too early. */
  readonly #open: string[] = [];
  #closed = "";

  constructor(listener: XmlListener) {
    const parser = this.#parser;
    let line = 0;
    parser.on("error", (error) => this.#refuse(error));
    parser.on("doctype", () => this.#refuseDoctype());
    parser.on("opentagstart", () => {
      line = this.#line;
    });
    parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
      this.#whole();
      this.#open.push(name);
      if (this.#open.length > MAX_DEPTH) throw this.#refused("xml_too_deep", { line, most: MAX_DEPTH });
      listener.open?.(local(name), attributes, line);
    });
    parser.on("closetag", ({ name }) => {
      this.#whole();
      this.#open.pop();
      this.#closed = name;
      listener.close?.(local(name));
    });
    parser.on("comment", () => this.#whole());
    parser.on("processinginstruction", () => this.#whole());
    const { text } = listener;
    if (text) {
      parser.on("text", (said) => text(said));
      parser.on("cdata", (said) => text(said));
    }
  }

  write(text: string): void {
    let piece = text;
    if (!this.#hasBegun) {
      piece = text.trimStart();
      this.#above += countLines(text, 0, text.length - piece.length);
      if (piece === "") return;
      this.#hasBegun = true;
    }
    const [tag, end] = [piece.lastIndexOf("<"), piece.lastIndexOf(">")];
    if (tag !== end) this.#isInTag = tag > end;
    this.#held += piece.length;
    this.#parser.write(piece);
    if (this.#held > MAX_LINE) throw this.#refused("xml_too_long", { line: this.#line, most: MAX_LINE });
  }

  end(): void {
    if (!this.#hasBegun) return;
    this.#parser.close();
  }

  get #line(): number {
    return this.#parser.line + this.#above;
  }

  #whole(): void {
    this.#held = 0;
  }

  #refused<C extends ConstructorParameters<typeof FileRefused>[0]>(
    code: C,
    values: ConstructorParameters<typeof FileRefused<C>>[1],
  ): FileRefused<C> {
    return new FileRefused(code, values, this.#line);
  }

  #refuseDoctype(): never {
    throw this.#refused("xml_doctype", { line: this.#line });
  }

  /** The parser goes on behind a fault, so what costs no more than a character is let pass. */
  #refuse({ message }: Error): void {
    const line = this.#line;
    const fault = message.replace(/^\d+:\d+: /, "").replace(/\.$/, "");
    if (fault === "disallowed character") return;
    if (/doctype|incorrect syntax/.test(fault)) this.#refuseDoctype();
    if (fault.startsWith("unclosed tag"))
      throw this.#isInTag
        ? this.#refused("xml_cut_in_tag", { line })
        : this.#refused("xml_cut_off", { open: this.#open.at(-1) ?? "" });
    if (fault.startsWith("unexpected close tag")) throw this.#refused("xml_wrong_end", { line, open: this.#closed });
    if (fault.includes("one root")) throw this.#refused("xml_second_document", { line });
    if (fault.includes("entity")) throw this.#refused("xml_entity", { line });
    throw this.#refused("xml_broken", { line, fault });
  }
}
