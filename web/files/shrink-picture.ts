/** More pixels than a picture of this kind is ever shown with. */
const SIDE = 640;
const QUALITY = 0.9;

/**
 * A picture with no side longer than it is shown with, so that a photo of a phone is not sent whole to everybody. One that
 * this browser cannot read is left to the server, which says why.
 */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return file;
  try {
    const scale = SIDE / Math.max(picture.width, picture.height);
    if (scale >= 1) return file;
    const canvas = new OffscreenCanvas(Math.ceil(picture.width * scale), Math.ceil(picture.height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({
      type: file.type === "image/jpeg" ? file.type : "image/webp",
      quality: QUALITY,
    });
  } finally {
    picture.close();
  }
}
