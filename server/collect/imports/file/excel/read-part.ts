import { StringDecoder } from "node:string_decoder";
import { FileRefused } from "../file-refused.ts";
import { type XmlListener, XmlReading } from "../read-xml.ts";

/** Reads a part of a workbook piece by piece; who asks for the next piece has dealt with what the last one held. */
export async function* readPart(bytes: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<void> {
  const decoder = new StringDecoder("utf8");
  const reading = new XmlReading(listener);
  const within = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof FileRefused) || !error.code.startsWith("xml_")) throw error;
      throw new FileRefused("excel_broken", { fault: error.message });
    }
  };
  for await (const piece of bytes) {
    within(() => reading.write(decoder.write(piece)));
    yield;
  }
  within(() => reading.end());
}

/** Reads a part to its end. */
export async function readWhole(bytes: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  for await (const _ of readPart(bytes, listener));
}
