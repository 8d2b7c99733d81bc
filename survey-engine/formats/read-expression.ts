import type { ConditionValue } from "../../contracts/log/conditions.ts";
import type { When } from "../definition.ts";

/** The field that a name of theirs stands for, as it compares with a value; undefined for what is not here. */
export type FieldOf = (
  name: string,
  value: ConditionValue | undefined,
) => { field: string; value?: ConditionValue } | undefined;

const TOKEN =
  /\s*(?:(\{[^}]+\})|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(-?\d+(?:\.\d+)?)|(<=|>=|<>|!=|==|=|<|>|\(|\)|\[|\]|,|!|&&|\|\|)|([\p{L}_][\p{L}\p{N}_.]*))/uy;

const COMPARES: Readonly<Record<string, "eq" | "ne" | "gt" | "gte" | "lt" | "lte">> = {
  "=": "eq",
  "==": "eq",
  eq: "eq",
  equal: "eq",
  "<>": "ne",
  "!=": "ne",
  ne: "ne",
  notequal: "ne",
  ">": "gt",
  gt: "gt",
  greater: "gt",
  ">=": "gte",
  ge: "gte",
  greaterorequal: "gte",
  "<": "lt",
  lt: "lt",
  less: "lt",
  "<=": "lte",
  le: "lte",
  lessorequal: "lte",
};

interface Token {
  kind: "name" | "text" | "number" | "sign" | "word";
  said: string;
}

/**
 * A condition out of an expression as SurveyJS (`{q1} = 'a' and {q2} notempty`) and LimeSurvey (`Q1.NAOK == "A" and !is_empty(Q2)`) write
 * it: comparisons with values, joined by and, or, not and brackets. Undefined for all else, such as arithmetic and functions.
 */
export function readExpression(expression: string, fieldOf: FieldOf): When | undefined {
  const tokens = tokensOf(expression);
  if (!tokens) return undefined;
  try {
    const reader = new Reader(tokens, fieldOf);
    const when = reader.either();
    return reader.isAtEnd() ? when : undefined;
  } catch (cause) {
    if (cause instanceof NotRead) return undefined;
    throw cause;
  }
}

class NotRead extends Error {}

function tokensOf(expression: string): Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < expression.trimEnd().length) {
    const found = pattern.exec(expression);
    if (!found || tokens.length > 500) return undefined;
    const [, name, text, number, sign, word] = found;
    if (name !== undefined) tokens.push({ kind: "name", said: name.slice(1, -1) });
    else if (text !== undefined) tokens.push({ kind: "text", said: text.slice(1, -1).replace(/\\(.)/g, "$1") });
    else if (number !== undefined) tokens.push({ kind: "number", said: number });
    else if (sign !== undefined) tokens.push({ kind: "sign", said: sign });
    else tokens.push({ kind: "word", said: word ?? "" });
  }
  return tokens;
}

class Reader {
  private readonly tokens: readonly Token[];
  private readonly fieldOf: FieldOf;
  private index = 0;
  private depth = 0;

  constructor(tokens: readonly Token[], fieldOf: FieldOf) {
    this.tokens = tokens;
    this.fieldOf = fieldOf;
  }

  isAtEnd(): boolean {
    return this.index === this.tokens.length;
  }

  either(): When {
    const parts = [this.both()];
    while (this.takes("or", "||")) parts.push(this.both());
    return parts.length === 1 && parts[0] ? parts[0] : { any: parts };
  }

  private both(): When {
    const parts = [this.part()];
    while (this.takes("and", "&&")) parts.push(this.part());
    return parts.length === 1 && parts[0] ? parts[0] : { all: parts };
  }

  private part(): When {
    this.depth += 1;
    if (this.depth > 50) throw new NotRead();
    if (this.takes("!", "not")) return { not: this.part() };
    if (this.takes("(")) {
      const inner = this.either();
      this.needs(")");
      return inner;
    }
    if (this.takes("is_empty")) return this.isEmpty();
    return this.comparison();
  }

  private isEmpty(): When {
    this.needs("(");
    const { field } = this.field(undefined);
    this.needs(")");
    return { field, op: "not_exists" };
  }

  private comparison(): When {
    const name = this.next();
    if (name.kind !== "name" && name.kind !== "word") throw new NotRead();
    const sign = this.next().said.toLowerCase();
    if (sign === "empty" || sign === "notempty") {
      const { field } = this.named(name.said, undefined);
      return { field, op: sign === "empty" ? "not_exists" : "exists" };
    }
    if (sign === "anyof" || sign === "allof") {
      const parts = this.list().map((value) => this.compare(name.said, "eq", value));
      return sign === "anyof" ? { any: parts } : { all: parts };
    }
    if (sign === "contains" || sign === "notcontains") {
      const found = this.compare(name.said, "eq", this.value());
      return sign === "contains" ? found : { not: found };
    }
    const op = COMPARES[sign];
    if (!op) throw new NotRead();
    return this.compare(name.said, op, this.value());
  }

  private compare(name: string, op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte", given: ConditionValue): When {
    const { field, value = given } = this.named(name, given);
    // An empty text stands for no answer in both.
    if (value === "" && (op === "eq" || op === "ne")) return { field, op: op === "eq" ? "not_exists" : "exists" };
    if (op === "eq" || op === "ne") return { field, op, value };
    const number = typeof value === "string" ? Number(value) : value;
    if (typeof number !== "number" || Number.isNaN(number)) throw new NotRead();
    return { field, op, value: number };
  }

  private field(value: ConditionValue | undefined) {
    const name = this.next();
    if (name.kind !== "name" && name.kind !== "word") throw new NotRead();
    return this.named(name.said, value);
  }

  private named(name: string, value: ConditionValue | undefined) {
    const found = this.fieldOf(name, value);
    if (!found) throw new NotRead();
    return found;
  }

  private list(): ConditionValue[] {
    this.needs("[");
    const values = [this.value()];
    while (this.takes(",")) values.push(this.value());
    this.needs("]");
    return values;
  }

  private value(): ConditionValue {
    const { kind, said } = this.next();
    if (kind === "text") return said;
    if (kind === "number") return Number(said);
    if (kind === "word" && (said === "true" || said === "false")) return said === "true";
    throw new NotRead();
  }

  private next(): Token {
    const token = this.tokens[this.index];
    if (!token) throw new NotRead();
    this.index += 1;
    return token;
  }

  private takes(...said: string[]): boolean {
    const token = this.tokens[this.index];
    if (!token || token.kind === "text" || token.kind === "name" || !said.includes(token.said.toLowerCase()))
      return false;
    this.index += 1;
    return true;
  }

  private needs(sign: string): void {
    if (!this.takes(sign)) throw new NotRead();
  }
}
