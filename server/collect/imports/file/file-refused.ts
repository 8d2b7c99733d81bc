/** The file as a whole cannot be read on: not a row that is wrong, but what holds the rows. */
export class FileRefused extends Error {
  readonly code: string;
  /** The line at which reading stopped, where lines were being counted. */
  readonly line: number | undefined;

  constructor(code: string, message: string, line?: number) {
    super(message);
    this.name = "FileRefused";
    this.code = code;
    this.line = line;
  }
}
