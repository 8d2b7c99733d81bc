const TAG = 0x0112;
const SHORT = 3;

/**
 * How a picture is to be turned, 1 to 8, out of EXIF data that begins with its TIFF header. Null where it does not say.
 * Reads nothing else of it.
 */
export function readOrientation(tiff: Buffer): number | null {
  const order = tiff.toString("latin1", 0, 2);
  if (tiff.length < 8 || (order !== "II" && order !== "MM")) return null;
  const little = order === "II";
  const short = (index: number) => (little ? tiff.readUInt16LE(index) : tiff.readUInt16BE(index));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (short(2) !== 42 || directory + 2 > tiff.length) return null;
  const entries = short(directory);
  for (let entry = 0; entry < entries; entry += 1) {
    const index = directory + 2 + entry * 12;
    if (index + 12 > tiff.length) return null;
    if (short(index) !== TAG || short(index + 2) !== SHORT) continue;
    const value = short(index + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** EXIF data that says how a picture is to be turned, and nothing else. Null for one that stands as it is drawn. */
export function writeOrientation(orientation: number | null): Buffer | null {
  if (orientation === null || orientation === 1) return null;
  const tiff = Buffer.alloc(26);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(TAG, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
